import type { Client } from '../../shared/ipc/contract.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import type { TrustedCertificate } from '../../shared/model/certificate.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { knowingly, type Noted, type ServerNote } from '../../shared/model/server-note.ts';
import type { Question } from '../../shared/model/question.ts';
import type { TrustBook } from './session/context.ts';
import { Failure } from './session/failure.ts';

export interface EngineTrust {
  readonly book: TrustBook;
  /** Keeps what the user trusts “once”: for as long as the engine runs, since a session opens more connections than one. */
  note(question: Question, answer: unknown): void;
}

/** What the host remembers, and what the user trusted for this run. */
export function createTrust(host: Client<HostCalls>): EngineTrust {
  const hostKeys = new Map<string, Set<string>>();
  const certificates = new Map<string, readonly TrustedCertificate[]>();
  const notes = new Map<string, readonly Noted[]>();
  const key = (name: string, port: number) => `${name} ${port}`;
  const once = (map: Map<string, Set<string>>, name: string, port: number) => map.get(key(name, port)) ?? [];
  const add = (map: Map<string, Set<string>>, name: string, port: number, fingerprint: string): void => {
    map.set(key(name, port), new Set([...once(map, name, port), fingerprint]));
  };

  return {
    book: {
      hostKeys: async (name, port) => [...valueOf(await host.rememberedHostKeys(name, port)), ...once(hostKeys, name, port)],
      rememberHostKey: async (name, port, hostKey) => valueOf(await host.rememberHostKey(name, port, hostKey)),
      certificates: async (name, port) => [...valueOf(await host.rememberedCertificates(name, port)), ...(certificates.get(key(name, port)) ?? [])],
      authorities: async () => valueOf(await host.authorities()),
      notes: async (name, port) => [...valueOf(await host.serverNotes(name, port)), ...(notes.get(key(name, port)) ?? [])],
      note: async (name, port, noted) => valueOf(await host.noteServer(name, port, noted)),
      rememberCertificate: async (name, port, certificate) => valueOf(await host.rememberCertificate(name, port, { ...certificate, names: [...certificate.names], despite: [...certificate.despite] })),
    },
    note: (question, answer) => {
      if (answer !== 'once') return;
      if (question.kind === 'host-key') add(hostKeys, question.host, question.port, question.fingerprint);
      const consent = consents[question.kind];
      if (consent !== undefined && 'port' in question) {
        const place = key(question.host, question.port);
        const worse = (question.kind === 'plaintext' && question.hadTls) || (question.kind === 'no-resumption' && question.had);
        const detail = question.kind === 'insecure-algorithms' ? question.algorithms.map(({ name }) => name).join(',') : worse ? knowingly : '';
        notes.set(place, [...(notes.get(place) ?? []), { note: consent, detail }]);
      }
      const leaf = question.kind === 'certificate' ? question.chain[0] : undefined;
      if (question.kind === 'certificate' && leaf !== undefined) {
        const place = key(question.host, question.port);
        certificates.set(place, [...(certificates.get(place) ?? []), { fingerprint: leaf.sha256, pem: leaf.pem, despite: question.problems }]);
      }
    },
  };
}

/** What a question that is answered with yes lets happen from there on. */
const consents: Partial<Record<Question['kind'], ServerNote>> = {
  plaintext: 'plaintext-allowed',
  'no-resumption': 'no-resumption-allowed',
  'insecure-algorithms': 'insecure-algorithms-allowed',
};

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw Failure.from(outcome.failure);
}

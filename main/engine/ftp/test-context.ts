import type { TestServer } from '../../../e2e/fixtures/test-server.ts';
import type { DataMode, Profile } from '../../../shared/model/profile.ts';
import type { Question } from '../../../shared/model/question.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { directRoute } from '../net/route.ts';
import type { Ask, SessionContext } from '../session/context.ts';

type Server = Pick<TestServer, 'host' | 'port' | 'user' | 'password'>;

/** The profile that signs in to a test server by password. */
export function profileOf({ host, port, user }: Server, protocol: Profile['protocol'], dataMode: DataMode = 'default'): Profile {
  return { protocol, host, port, logon: { type: 'password', user }, dataMode };
}

export interface RecordingContext extends SessionContext {
  readonly lines: string[];
  readonly questions: Question[];
}

/** A person who knows the password and trusts every certificate this once; keeps what was logged and asked. */
export function quietContext(server: Server, changes: Partial<SessionContext> = {}): RecordingContext {
  const lines: string[] = [];
  const questions: Question[] = [];
  const ask = changes.ask ?? (() => Promise.resolve('once'));
  return {
    lines,
    questions,
    log: (kind, text) => void lines.push(`${kind} ${text}`),
    trust: {
      hostKeys: () => Promise.resolve([]),
      rememberHostKey: () => Promise.resolve(),
      certificates: () => Promise.resolve([]),
      authorities: () => Promise.resolve([]),
      rememberCertificate: () => Promise.resolve(),
      notes: () => Promise.resolve([]),
      note: () => Promise.resolve(),
    },
    password: (refused) => Promise.resolve(refused ? null : server.password),
    secretOf: () => (refused) => Promise.resolve(refused ? null : server.password),
    route: directRoute,
    settings: settingsSchema.parse({}),
    signal: new AbortController().signal,
    ...changes,
    ask: ((question: Question, signal: AbortSignal) => {
      questions.push(question);
      return (ask as (question: Question, signal: AbortSignal) => Promise<unknown>)(question, signal);
    }) as Ask,
  };
}

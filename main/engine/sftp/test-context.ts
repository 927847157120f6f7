import type { SftpDouble } from '../../../e2e/fixtures/sftp-double.ts';
import type { TestServer } from '../../../e2e/fixtures/test-server.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { directRoute } from '../net/route.ts';
import type { Ask, SessionContext } from '../session/context.ts';

type Server = Pick<TestServer | SftpDouble, 'host' | 'port' | 'user' | 'password'>;

/** The profile that signs in to a test server by password. */
export function profileOf({ host, port, user }: Pick<Server, 'host' | 'port' | 'user'>): Profile {
  return { protocol: 'sftp', host, port, logon: { type: 'password', user }, dataMode: 'default' };
}

export interface RecordingContext extends SessionContext {
  readonly lines: string[];
  readonly questions: string[];
  readonly remembered: string[];
}

/** A person who trusts every server and knows the password, and remembers what was logged and asked. */
export function quietContext(server: Server, changes: Partial<SessionContext> = {}): RecordingContext {
  const lines: string[] = [];
  const questions: string[] = [];
  const remembered: string[] = [];
  const ask = changes.ask ?? (((question) => Promise.resolve(question.kind === 'host-key' ? 'always' : null)) as Ask);
  return {
    lines,
    questions,
    remembered,
    log: (kind, text) => void lines.push(`${kind} ${text}`),
    trust: {
      hostKeys: () => Promise.resolve(remembered),
      rememberHostKey: (_host, _port, key) => {
        remembered.push(key.fingerprint);
        return Promise.resolve();
      },
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
    ask: ((question, signal) => {
      questions.push(question.kind);
      return ask(question, signal);
    }) as Ask,
  };
}

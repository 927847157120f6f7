import { userOf } from '../../shared/model/profile.ts';
import { settingsSchema } from '../../shared/model/settings.ts';
import { openSession } from '../engine/open.ts';
import type { Ask } from '../engine/session/context.ts';
import type { Session } from '../engine/session/session.ts';
import { explained } from './explained.ts';
import { logText } from './log-text.ts';
import { profileOf } from './profile.ts';
import type { ServerOptions } from './server.ts';
import type { Terminal } from './terminal.ts';

/** One connection without the engine around it, for bytes that go to standard output and not to a file. Fails as `openServer` does. */
export async function openDirectly({ command, trust, answers, secret, localUser, signal }: ServerOptions, terminal: Terminal): Promise<Session> {
  const profile = profileOf(command.address, command.options, localUser);
  // The answer to a question is of its kind, which TypeScript cannot follow through `Answers.to`.
  const ask = (async (question) => (await answers.to(question)).answer) as Ask;
  const host = profile.host;
  try {
    return await openSession(profile, {
      log: (kind, text) => {
        if (command.options.verbose) terminal.say(logText({ kind, connection: 0, text }));
      },
      ask,
      trust: {
        hostKeys: async () => trust.fingerprints('host-key'),
        rememberHostKey: async (_host, _port, { fingerprint }) => trust.add({ of: 'host-key', text: fingerprint }),
        certificates: async () => trust.fingerprints('certificate'),
        rememberCertificate: async (_host, _port, { fingerprint }) => trust.add({ of: 'certificate', text: fingerprint }),
      },
      password: async (again) => {
        if (!again && secret !== null) return secret;
        const answer =
          profile.logon.type === 'key-file'
            ? await ask({ kind: 'passphrase', keyFile: profile.logon.keyFile, again }, signal)
            : await ask({ kind: 'password', host, user: userOf(profile.logon), again }, signal);
        return answer?.secret ?? null;
      },
      settings: settingsSchema.parse({}),
      signal,
    });
  } catch (problem) {
    throw explained(problem, answers, signal);
  }
}

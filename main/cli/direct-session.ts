import { profileLabel } from '../../shared/model/profile.ts';
import { settingsSchema } from '../../shared/model/settings.ts';
import { createCredentials, ownerOf } from '../engine/credentials.ts';
import { openRoute } from '../engine/net/open-route.ts';
import { openSession } from '../engine/open.ts';
import type { Ask, SessionContext } from '../engine/session/context.ts';
import type { Session } from '../engine/session/session.ts';
import { userKnownHosts } from '../engine/sftp/known-hosts/user-file.ts';
import { planConnection } from '../engine/ssh-config/plan.ts';
import { createTrust } from '../engine/trust.ts';
import { explained } from './explained.ts';
import { commandHost } from './host.ts';
import { logText } from './log-text.ts';
import { profileOf } from './profile.ts';
import { secretsFor } from './secrets.ts';
import { sshConfigOf, type ServerOptions } from './server.ts';
import type { Terminal } from './terminal.ts';

/** One connection without the queue around it, for bytes that go to standard output and not to a file. Fails as `openServer` does. */
export async function openDirectly({ command, trust, answers, secrets, signal }: ServerOptions, terminal: Terminal): Promise<Session> {
  const given = profileOf(command.address, command.options);
  const { profile, identitiesOf, said } = await planConnection(given, sshConfigOf(command.options).sshConfigFile);
  const host = commandHost(trust, secretsFor(given, null, secrets));
  // The answer is of the question's kind, which TypeScript cannot follow through `Answers.to`.
  const ask = (async (question) => (await answers.to(question)).answer) as Ask;
  const hidden: string[] = [];
  const credentials = createCredentials({ host, site: null, ask, hide: (one) => void (one !== '' && hidden.push(one)) });
  const log: SessionContext['log'] = (kind, text) => {
    if (command.options.verbose) terminal.say(logText({ kind, connection: 0, text: hidden.reduce((line, one) => line.replaceAll(one, '••••'), text) }));
  };
  for (const { kind, text } of said) log(kind, text);
  const surroundings = { log, ask, identitiesOf, trust: createTrust(host).book, settings: settingsSchema.parse(command.options.choices.network), knownHostsFile: userKnownHosts() };
  const route = openRoute(profile, { ...surroundings, secretOf: credentials.find });
  try {
    const session = await openSession(profile, {
      ...surroundings,
      route,
      password: credentials.find({ ...ownerOf(profile), label: profileLabel(given) }, signal),
      secretOf: (owner) => credentials.find(owner, signal),
      signal,
    });
    void session.ended.then(() => route.close());
    return session;
  } catch (problem) {
    await route.close();
    throw explained(problem, answers, signal);
  }
}

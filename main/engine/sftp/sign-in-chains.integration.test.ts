import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSshAgent, type TestAgent } from '../../../e2e/fixtures/ssh-agent.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Logon } from '../../../shared/model/logon.ts';
import type { Ask } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

let agent: TestAgent;
beforeAll(async () => {
  agent = await startSshAgent();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await agent.stop();
});

/** What the user was asked for, or what stopped it. */
async function signIn(server: TestServer, logon: Logon): Promise<string> {
  const asked: string[] = [];
  const ask = ((question: { kind: string; prompts?: readonly { text: string }[] }) => {
    if (question.kind === 'host-key') return Promise.resolve('once');
    asked.push(question.prompts === undefined ? 'dialog' : `prompt ${question.prompts.map(({ text }) => text.trim()).join()}`);
    return Promise.resolve(question.prompts === undefined ? { secret: server.password } : question.prompts.map(() => server.password));
  }) as Ask;
  const password = (refused: boolean): Promise<string | null> => {
    asked.push(refused ? 'password again' : 'password');
    return Promise.resolve(refused ? null : server.password);
  };
  const context = quietContext(server, { ask, password });
  try {
    await (await openSftp({ ...profileOf(server), logon }, context)).close();
    return asked.join(', ');
  } catch (problem) {
    return problem instanceof Failure ? problem.data.reason : String(problem);
  }
}

/** What each logon asks the user for: key file, agent, password, ask, interactive. The agent holds the key. */
const chains: Readonly<Record<string, readonly string[]>> = {
  'publickey': ['', '', '', '', ''],
  'password': ['dialog', 'dialog', 'password', 'password', 'password'],
  'keyboard-interactive': ['dialog', 'dialog', 'password', 'password', 'prompt Password:'],
  'publickey,password': ['dialog', 'dialog', 'password', 'password', 'password'],
  'publickey,keyboard-interactive': ['dialog', 'dialog', 'password', 'password', 'prompt Password:'],
  'password,publickey': ['dialog', 'dialog', 'password', 'password', 'password'],
  'keyboard-interactive,publickey': ['dialog', 'dialog', 'password', 'password', 'prompt Password:'],
  'password,keyboard-interactive': ['dialog, dialog', 'dialog, dialog', 'password, password', 'password, password', 'password, prompt Password:'],
};

describe.each(Object.entries(chains))('where %s lets in', (chain, expected) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('openssh', { signIn: [chain] });
  });
  afterAll(async () => {
    await server.stop();
  });

  it('signs in by every logon', async () => {
    const { user, keyFile = '' } = server;
    const logons: readonly Logon[] = [{ type: 'key-file', user, keyFile }, { type: 'agent', user }, { type: 'password', user }, { type: 'ask', user }, { type: 'interactive', user }];
    vi.stubEnv('SSH_AUTH_SOCK', agent.socket);
    await agent.add(keyFile);
    const seen: string[] = [];
    for (const logon of logons) seen.push(await signIn(server, logon));
    expect(seen).toEqual(expected);
  });
});

import { access } from 'node:fs/promises';
import type { AnyAuthMethod } from 'ssh2';
import { Failure } from '../../session/failure.ts';
import type { SshIdentities } from '../../ssh-config/identities.ts';
import { heldFor } from './agent.ts';
import { withAgentKey } from './agent-key.ts';
import type { Agents } from './agents.ts';
import { keyFile } from './key-file.ts';
import { oneByOne, type SignInMethod, type SignInScene } from './method.ts';

/**
 * The keys that ssh_config names for this server. As with ssh, those that an agent holds come first, since they ask for no passphrase and
 * their file may be the public half alone; of the others, one that is not there, cannot be read or stays locked is passed over: there are
 * other ways.
 */
export function configuredKeys(scene: SignInScene, { keyFiles }: SshIdentities, agents: Agents): SignInMethod {
  return oneByOne('publickey', async function* attempts(): AsyncGenerator<AnyAuthMethod> {
    const keys = (await agents.keys()) ?? [];
    const left: string[] = [];
    for (const path of keyFiles) {
      const held = await heldFor(keys, path);
      if (held.length === 0) left.push(path);
      for (const key of held) yield withAgentKey(scene, key);
    }
    for (const path of left) yield* keyIn(path, scene);
  });
}

async function* keyIn(path: string, scene: SignInScene): AsyncGenerator<AnyAuthMethod> {
  const { context } = scene;
  const password = context.secretOf({ label: path, question: { kind: 'passphrase', keyFile: path } });
  const method = keyFile({ ...scene, context: { ...context, password } }, path);
  try {
    await access(path);
  } catch {
    context.log('trace', `The key file ${path} is not there.`);
    return;
  }
  try {
    for (let attempt = await method.next(); attempt !== null; attempt = await method.next()) yield attempt;
  } catch (problem) {
    if (!(problem instanceof Failure) || problem.data.reason === 'cancelled') throw problem;
    context.log('error', `${problem.message} Signing in goes on without it.`);
  }
}

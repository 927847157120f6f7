import type { AnyAuthMethod } from 'ssh2';
import { Failure } from '../../session/failure.ts';
import type { SshIdentities } from '../../ssh-config/identities.ts';
import { isOfKey } from '../keys/public-blob.ts';
import { publicHalf } from '../keys/public-half.ts';
import { withAgentKey } from './agent-key.ts';
import type { AgentKey, Agents } from './agents.ts';
import { oneByOne, type SignInMethod, type SignInScene } from './method.ts';

/** Each key that a server refuses counts as a try, and servers hang up after six: some are left for what comes after. */
const MOST_BESIDES = 3;
/** Nothing comes after. */
const MOST_ALONE = 5;

/** Signs in with the first few keys of the agents of this computer. */
export function agent(scene: SignInScene, agents: Agents): SignInMethod {
  return oneByOne('publickey', async function* attempts(): AsyncGenerator<AnyAuthMethod> {
    for (const key of ((await agents.keys()) ?? []).slice(0, MOST_BESIDES)) yield withAgentKey(scene, key);
  });
}

/**
 * The same where nothing else shall sign in. Keys that ssh_config names for the server come first, and are the only ones where it says so.
 * Rejects with `no-agent` or `agent-empty` where there is no key to try.
 */
export function agentAlone(scene: SignInScene, agents: Agents, configured: SshIdentities): SignInMethod {
  const { user, profile: { host } } = scene;
  const places = agents.places.join(', ');
  return oneByOne('publickey', async function* attempts(): AsyncGenerator<AnyAuthMethod> {
    const keys = await agents.keys();
    if (keys === null) throw Failure.of('no-agent', { host, user }, places || null);
    const named = (await Promise.all(configured.keyFiles.map((path) => heldFor(keys, path)))).flat();
    const wanted = configured.only && configured.keyFiles.length > 0 ? named : [...new Set([...named, ...keys])];
    if (wanted.length === 0) throw Failure.of('agent-empty', { host, user }, places);
    for (const key of wanted.slice(0, MOST_ALONE)) yield withAgentKey(scene, key);
  });
}

/** What an agent holds of the key that a file names: the key, and certificates of it. */
export async function heldFor(keys: readonly AgentKey[], keyFile: string): Promise<readonly AgentKey[]> {
  if (keys.length === 0) return [];
  const half = await publicHalf(keyFile);
  return half === null ? [] : keys.filter(({ blob }) => isOfKey(blob, half)).toSorted((one, other) => other.blob.length - one.blob.length);
}

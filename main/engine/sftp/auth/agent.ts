import { Failure } from '../../session/failure.ts';
import { agentsHere, FirstKeys } from './agents.ts';
import type { SignInMethod, SignInScene } from './method.ts';

/** Each key that a server refuses counts as a try, and servers hang up after six: some are left for what comes after. */
const MOST_BESIDES = 3;
/** Nothing comes after. */
const MOST_ALONE = 5;

/** Signs in with the keys of the agents of this computer, the first few of them. Null where there is no agent. */
export function agent({ user, context }: SignInScene, socketPath: string | null | undefined): SignInMethod | null {
  const places = agentsHere(socketPath);
  if (places.length === 0) return null;
  let tried = false;
  return {
    name: 'publickey',
    next: () => {
      if (tried) return Promise.resolve(null);
      tried = true;
      context.log('command', `Signing in as ${user} with a key of the ssh-agent`);
      return Promise.resolve({ type: 'agent', username: user, agent: new FirstKeys(places, MOST_BESIDES) });
    },
  };
}

/** The same where nothing else shall sign in: it rejects with `no-agent` or `agent-empty` where there is no key to try. */
export function agentAlone({ user, profile: { host }, context }: SignInScene, socketPath: string | null | undefined): SignInMethod {
  let tried = false;
  return {
    name: 'publickey',
    next: async () => {
      if (tried) return null;
      tried = true;
      const places = agentsHere(socketPath);
      const keys = new FirstKeys(places, MOST_ALONE);
      const count = await keys.count();
      if (count === null) throw Failure.of('no-agent', { host, user }, places.join(', ') || null);
      if (count === 0) throw Failure.of('agent-empty', { host, user }, places.join(', '));
      context.log('command', `Signing in as ${user} with a key of the ssh-agent, which has ${count === MOST_ALONE ? `${count} or more` : count}`);
      return { type: 'agent', username: user, agent: keys };
    },
  };
}

import ssh2, { type BaseAgent, type IdentityCallback, type ParsedKey, type SignCallback, type SigningRequestOptions } from 'ssh2';
import type { SignInMethod, SignInScene } from './method.ts';

/** Each key that a server refuses counts as a try, and servers hang up after six. */
const MOST_KEYS = 3;

/** Signs in with the keys of the ssh-agent at SSH_AUTH_SOCK, the first few of them. Null where there is no agent. */
export function agent({ user, context }: SignInScene, socketPath: string | undefined): SignInMethod | null {
  if (socketPath === undefined || socketPath === '') return null;
  let tried = false;
  return {
    name: 'publickey',
    next: () => {
      if (tried) return Promise.resolve(null);
      tried = true;
      context.log('command', `Signing in as ${user} with a key of the ssh-agent`);
      return Promise.resolve({ type: 'agent', username: user, agent: new FirstKeys(ssh2.createAgent(socketPath)) });
    },
  };
}

type KeyOf = ParsedKey | Buffer | string;

class FirstKeys extends ssh2.BaseAgent<KeyOf> {
  readonly #agent: BaseAgent<KeyOf>;

  constructor(whole: BaseAgent<KeyOf>) {
    super();
    this.#agent = whole;
  }

  /** An agent that does not answer has no keys; signing in goes on in other ways. */
  override getIdentities(callback: IdentityCallback<KeyOf>): void {
    this.#agent.getIdentities((error, keys) => callback(undefined, error ? [] : (keys ?? []).slice(0, MOST_KEYS)));
  }

  override sign(key: KeyOf, data: Buffer, options?: SigningRequestOptions | SignCallback, callback?: SignCallback): void {
    const done = typeof options === 'function' ? options : callback;
    this.#agent.sign(key, data, typeof options === 'object' ? options : {}, done);
  }
}

import ssh2, { type BaseAgent, type IdentityCallback, type ParsedKey, type SignCallback, type SigningRequestOptions } from 'ssh2';

/** Where OpenSSH's agent for Windows listens, which sets no variable. */
const WINDOWS_PIPE = String.raw`\\.\pipe\openssh-ssh-agent`;

type KeyOf = ParsedKey | Buffer | string;

/** The agents of this computer: the one at the socket that is given, and where there is none on Windows, OpenSSH's own and PuTTY's (Pageant); null for none at all. */
export function agentsHere(socketPath: string | null | undefined, platform: NodeJS.Platform = process.platform): readonly string[] {
  if (socketPath === null) return [];
  if (socketPath !== undefined && socketPath !== '') return [socketPath];
  return platform === 'win32' ? [WINDOWS_PIPE, 'pageant'] : [];
}

/** The first few keys of several agents, as if they were one. An agent that does not answer has no keys. */
export class FirstKeys extends ssh2.BaseAgent<KeyOf> {
  readonly #agents: readonly BaseAgent<KeyOf>[];
  readonly #most: number;
  readonly #held = new Map<KeyOf, BaseAgent<KeyOf>>();

  constructor(places: readonly string[], most: number) {
    super();
    this.#agents = places.map((place) => ssh2.createAgent(place));
    this.#most = most;
  }

  /** How many keys there are to try; null where no agent answers. */
  async count(): Promise<number | null> {
    const found = await Promise.all(this.#agents.map(keysOf));
    const there = found.filter((keys) => keys !== null);
    return there.length === 0 ? null : Math.min(this.#most, there.flat().length);
  }

  override getIdentities(give: IdentityCallback<KeyOf>): void {
    void this.#find().then((keys) => give(undefined, keys));
  }

  async #find(): Promise<KeyOf[]> {
    const found = await Promise.all(this.#agents.map(async (agent) => ({ agent, keys: await keysOf(agent) })));
    for (const { agent, keys } of found) for (const key of keys ?? []) this.#held.set(key, agent);
    return [...this.#held.keys()].slice(0, this.#most);
  }

  override sign(key: KeyOf, data: Buffer, options?: SigningRequestOptions | SignCallback, callback?: SignCallback): void {
    const done = typeof options === 'function' ? options : callback;
    const agent = this.#held.get(key);
    if (agent === undefined) done?.(new Error('The agent holds no such key.'));
    else agent.sign(key, data, typeof options === 'object' ? options : {}, done);
  }
}

/** Null where the agent does not answer. */
function keysOf(agent: BaseAgent<KeyOf>): Promise<readonly KeyOf[] | null> {
  return new Promise((resolve) => agent.getIdentities((error, keys) => resolve(error ? null : ((keys ?? []) as readonly KeyOf[]))));
}

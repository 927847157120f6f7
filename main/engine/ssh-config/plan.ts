import { homedir, userInfo } from 'node:os';
import { userOf } from '../../../shared/model/logon.ts';
import { isSsh, profileLabel, type Profile } from '../../../shared/model/profile.ts';
import type { Hop } from '../../../shared/model/tunnel.ts';
import { noIdentities, type IdentitiesOf, type ServerAccount, type SshIdentities } from './identities.ts';
import { parseJump } from './jump.ts';
import { readSshConfig, type Reading } from './read.ts';
import { resolveServer, type GivenServer, type ResolvedServer } from './server.ts';

/** Where a profile really leads. */
export interface ConnectionPlan {
  /** With the real host, port, user and hops in place of aliases. */
  readonly profile: Profile;
  readonly identitiesOf: IdentitiesOf;
  /** What the log should say of it. */
  readonly said: readonly { readonly kind: 'status' | 'error'; readonly text: string }[];
}

const MOST_HOPS = 8;
const nothing: Reading = { sections: [], problems: [] };

/**
 * Asks ssh_config(5) about the server of an SSH profile and about every hop on the way. `file` is the user's; undefined for none. Never
 * rejects: what cannot be read or followed is among what is said.
 */
export async function planConnection(profile: Profile, file: string | undefined): Promise<ConnectionPlan> {
  const ssh = isSsh(profile.protocol);
  if (!ssh && profile.tunnel === undefined) return { profile, identitiesOf: () => noIdentities, said: [] };
  const reading = file === undefined ? nothing : await readSshConfig(file);
  const planner = new Planner(reading, file === undefined ? '' : shownPath(file));
  return planner.plan(profile, ssh);
}

class Planner {
  readonly #reading: Reading;
  readonly #file: string;
  readonly #localUser = localUser();
  readonly #said: { kind: 'status' | 'error'; text: string }[] = [];
  readonly #identities = new Map<string, SshIdentities>();

  constructor(reading: Reading, file: string) {
    this.#reading = reading;
    this.#file = file;
    for (const text of reading.problems) this.#say('error', text);
  }

  plan(given: Profile, ssh: boolean): ConnectionPlan {
    const target = ssh ? this.#resolve(given, given.host) : null;
    const jumps = target?.jump ?? null;
    if (given.tunnel !== undefined && jumps !== null) this.#say('status', `ProxyJump of ${this.#file} is left out: the site names its own hops.`);
    const hops = given.tunnel === undefined ? (jumps === null ? [] : this.#hopsOf(jumps, given.host, 1)) : this.#before(given.tunnel.hops, 1);
    const { tunnel: _tunnel, ...rest } = given;
    const server = target === null ? {} : { host: target.host, port: target.port, logon: target.logon };
    const profile: Profile = { ...rest, ...server, ...(hops.length === 0 ? {} : { tunnel: { hops: [...hops], data: given.tunnel?.data ?? 'through' } }) };
    return { profile, identitiesOf: (account) => this.#identities.get(keyOf(account)) ?? noIdentities, said: this.#said };
  }

  /** The hops of one ProxyJump line, with those before the first of them. */
  #hopsOf(jump: string, of: string, depth: number): readonly Hop[] {
    const hops: Hop[] = [];
    for (const word of jump.split(',')) {
      const hop = parseJump(word);
      if (hop === null) this.#say('error', `ProxyJump “${word.trim()}” of ${of} in ${this.#file} cannot be read and is left out.`);
      else hops.push(hop);
    }
    return this.#before(hops, depth);
  }

  /** Resolves hops that may be aliases. The first may itself be reached through others, the rest lie behind it. */
  #before(hops: readonly Hop[], depth: number): readonly Hop[] {
    const resolved = hops.map((hop) => this.#resolve(hop, `the jump host ${hop.host}`));
    const first = resolved[0];
    const jump = first?.jump ?? null;
    const nearer = jump === null || depth >= MOST_HOPS ? [] : this.#hopsOf(jump, hops[0]?.host ?? '', depth + 1);
    const all = [...nearer, ...resolved.map(({ host, port, logon }) => ({ host, port, logon }))];
    if (all.length <= MOST_HOPS && (jump === null || depth < MOST_HOPS)) return all;
    this.#say('error', `More than ${MOST_HOPS} hops are not followed; those nearest to the server are kept.`);
    return all.slice(-MOST_HOPS);
  }

  #resolve(given: GivenServer, shown: string): ResolvedServer {
    const server = resolveServer(this.#reading.sections, given, this.#localUser);
    const account = { host: server.host, port: server.port, user: userOf(server.logon) };
    this.#identities.set(keyOf(account), { ...server.identities, label: profileLabel({ ...given, protocol: 'sftp' }) });
    if (server.changed && this.#file !== '') this.#say('status', `${shown} is ${account.user}@${account.host}:${account.port} by ${this.#file}`);
    for (const problem of server.problems) this.#say('error', `${this.#file}, for ${given.host}: ${problem}.`);
    return server;
  }

  #say(kind: 'status' | 'error', text: string): void {
    if (!this.#said.some((line) => line.text === text)) this.#said.push({ kind, text });
  }
}

function keyOf({ host, port, user }: ServerAccount): string {
  return `${user}@${host}:${port}`;
}

function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list.
    return process.env['USER'] ?? process.env['USERNAME'] ?? 'user';
  }
}

function shownPath(file: string): string {
  const home = homedir();
  return file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
}

import type { AnyAuthMethod, ParsedKey } from 'ssh2';
import { assertNever } from '../../../../shared/model/assert-never.ts';
import { Failure } from '../../session/failure.ts';
import { noIdentities, type SshIdentities } from '../../ssh-config/identities.ts';
import type { Logon } from '../../../../shared/model/logon.ts';
import { agent, agentAlone } from './agent.ts';
import { Agents, agentsHere } from './agents.ts';
import { configuredKeys } from './configured-keys.ts';
import { hostBased } from './host-based.ts';
import { keyFile } from './key-file.ts';
import { keyboardInteractive } from './keyboard-interactive.ts';
import type { SignInMethod, SignInScene } from './method.ts';
import { none } from './none.ts';
import { password, passwordSource, type PasswordSource } from './password.ts';

/** Decides what to try next, from what the profile prefers and what the server still accepts. */
export class SignIn {
  readonly #scene: SignInScene;
  readonly #passwords: PasswordSource;
  readonly #first: SignInMethod;
  /** What the profile chose to sign in by alone; null where every way will do. */
  readonly #chosen: SignInMethod | null;
  readonly #others: readonly SignInMethod[];
  readonly #shown = new Set<string>();
  #last: string | null = null;
  /** The server has not said yet what it thinks of the last proof. */
  #open = false;
  /** The first proof was accepted and the server wants another (RFC 4252 section 5.1). */
  #partial = false;

  constructor(scene: SignInScene, agentSocket: string | undefined, onProblem: (problem: unknown) => void) {
    this.#scene = scene;
    this.#passwords = passwordSource(scene);
    const { logon, host, port } = scene.profile;
    const configured = scene.context.identitiesOf?.({ host, port, user: scene.user }) ?? noIdentities;
    const agents = new Agents(agentsHere(configured.agent === undefined ? agentSocket : configured.agent), scene.signal);
    this.#first = none(scene);
    this.#chosen = chosenBy(logon, scene, agents, configured);
    // Who wants to be nobody shows no key that tells otherwise.
    const keys = logon.type === 'anonymous' ? [] : [configuredKeys(scene, configured, agents), ...(configured.only ? [] : [agent(scene, agents)])];
    this.#others = [...keys, password(scene, this.#passwords), keyboardInteractive(scene, this.#passwords, onProblem)];
  }

  /** The password that was sent last; null before. */
  get lastPassword(): string | null {
    return this.#passwords.last;
  }

  /** `offered` is null before the first try. Rejects with the Failure that ends signing in. */
  async next(offered: readonly string[] | null, partial: boolean): Promise<AnyAuthMethod> {
    const { context } = this.#scene;
    if (offered !== null) {
      context.log('reply', `${partial ? 'Accepted so far; the server' : 'The server'} wants: ${offered.join(', ') || 'nothing that it names'}`);
    }
    if (partial) {
      this.#partial = true;
      this.#passwords.accepted();
    }
    this.#open = false;
    for (const method of this.#candidates(offered)) {
      const attempt = await this.#nextOf(method);
      if (attempt === null) continue;
      this.#last = method.name;
      this.#open = true;
      return attempt;
    }
    throw this.refusal(offered === null ? null : `The server accepts: ${offered.join(', ') || 'nothing'}`);
  }

  /** What it means that the connection closes now: a refusal only where the server had refused what was sent last. */
  hungUp(words: string): Failure {
    return this.#open || this.#last === null || this.#last === 'none' ? Failure.of('server-hung-up', { host: this.#scene.profile.host }) : this.refusal(words);
  }

  /** What a server means that ends signing in, or has nothing left that could be tried. */
  refusal(words: string | null): Failure {
    const { profile, user } = this.#scene;
    const { host, logon } = profile;
    if (this.#passwords.tried) return Failure.of('wrong-password', { host, user }, words);
    if (logon.type === 'key-file' && this.#last === 'publickey' && !this.#partial) return Failure.of('key-refused', { host, user, keyFile: logon.keyFile }, words);
    if (logon.type === 'agent' && this.#last === 'publickey' && !this.#partial) return Failure.of('agent-keys-refused', { host, user }, words);
    if (logon.type === 'host-based' && !this.#partial) return Failure.of('host-based-refused', { host, user, localHost: logon.localHost, localUser: logon.localUser }, words);
    return Failure.of('login-refused', { host, user }, words);
  }

  /** What a way has to offer and has not been offered by another: keys of the agent are also those of ssh_config. */
  async #nextOf(method: SignInMethod): Promise<AnyAuthMethod | null> {
    for (let attempt = await method.next(); attempt !== null; attempt = await method.next()) {
      const shown = attempt.type === 'publickey' ? (attempt.key as ParsedKey).getPublicSSH().toString('base64') : null;
      if (shown === null || !this.#shown.has(shown)) {
        if (shown !== null) this.#shown.add(shown);
        return attempt;
      }
    }
    return null;
  }

  /** In the server's order; keys before anything that takes a person's time. */
  #candidates(offered: readonly string[] | null): readonly SignInMethod[] {
    if (offered === null) return [this.#first];
    const ways = [...(this.#chosen === null ? [] : [this.#chosen]), ...(this.#mayGoOn(offered) ? this.#others : [])];
    const rank = ({ name }: SignInMethod): number => (name === 'publickey' ? -1 : offered.indexOf(name));
    // Where every question shall be shown, the server's own come in place of the bare password.
    const spared = this.#scene.profile.logon.type === 'interactive' && offered.includes('keyboard-interactive') ? 'password' : null;
    return ways.filter(({ name }) => offered.includes(name) && name !== spared).toSorted((one, other) => rank(one) - rank(other));
  }

  /** What the profile chose is not followed by a password where the server refuses it; only where the server wants something else before or after it. */
  #mayGoOn(offered: readonly string[]): boolean {
    return this.#chosen === null || this.#partial || !offered.includes(this.#chosen.name);
  }
}

function chosenBy(logon: Logon, scene: SignInScene, agents: Agents, configured: SshIdentities): SignInMethod | null {
  switch (logon.type) {
    case 'key-file':
      return keyFile(scene, logon.keyFile);
    case 'agent':
      return agentAlone(scene, agents, configured);
    case 'host-based':
      return hostBased(scene, logon);
    case 'password':
    case 'anonymous':
    case 'ask':
    case 'interactive':
      return null;
    default:
      return assertNever(logon);
  }
}

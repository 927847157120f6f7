import type { AnyAuthMethod } from 'ssh2';
import { assertNever } from '../../../../shared/model/assert-never.ts';
import { Failure } from '../../session/failure.ts';
import { noIdentities, type SshIdentities } from '../../ssh-config/identities.ts';
import type { Logon } from '../../../../shared/model/logon.ts';
import { agent, agentAlone } from './agent.ts';
import { configuredKeys } from './configured-keys.ts';
import { hostBased } from './host-based.ts';
import { keyFile } from './key-file.ts';
import { keyboardInteractive } from './keyboard-interactive.ts';
import type { SignInMethod, SignInScene } from './method.ts';
import { none } from './none.ts';
import { password, passwordSource, type PasswordSource } from './password.ts';

/** Decides what to try next, from what the profile holds and what the server still accepts. */
export class SignIn {
  readonly #scene: SignInScene;
  readonly #passwords: PasswordSource;
  readonly #methods: readonly SignInMethod[];
  #last: string | null = null;
  /** The server has said no to a proof. */
  #refused = false;
  /** The first proof was accepted and the server wants another (RFC 4252 section 5.1). */
  #partial = false;

  constructor(scene: SignInScene, agentSocket: string | undefined, onProblem: (problem: unknown) => void) {
    this.#scene = scene;
    this.#passwords = passwordSource(scene);
    const { logon, host, port } = scene.profile;
    const configured = scene.context.identitiesOf?.({ host, port, user: scene.user }) ?? noIdentities;
    const socket = configured.agent === undefined ? agentSocket : configured.agent;
    const keys = keysFor(scene, logon, configured, socket);
    const spoken = [password(scene, this.#passwords), keyboardInteractive(scene, this.#passwords, onProblem)];
    this.#methods = [none(scene), ...keys, ...spoken];
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
    if (offered !== null && !partial && this.#last !== 'none') this.#refused = true;
    if (partial) {
      this.#partial = true;
      this.#passwords.accepted();
    }
    for (const method of this.#candidates(offered)) {
      const attempt = await method.next();
      if (attempt === null) continue;
      this.#last = method.name;
      return attempt;
    }
    throw this.refusal(offered === null ? null : `The server accepts: ${offered.join(', ') || 'nothing'}`);
  }

  /** What it means that the connection closes now: a refusal only where the server has refused before. */
  hungUp(words: string): Failure {
    return this.#refused ? this.refusal(words) : Failure.of('server-hung-up', { host: this.#scene.profile.host });
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

  /** In the server's order; keys before anything that takes a person's time. What signs in by a key alone is not followed by a password. */
  #candidates(offered: readonly string[] | null): readonly SignInMethod[] {
    if (offered === null) return this.#methods.filter((method) => method.name === 'none');
    const usable = this.#methods.filter((method) => method.name !== 'none' && offered.includes(method.name) && (this.#mayAsk() || method.name === 'publickey' || method.name === 'hostbased'));
    const rank = (method: SignInMethod): number => (method.name === 'publickey' ? -1 : offered.indexOf(method.name));
    // Where every question shall be shown, the server's own come before the bare password.
    if (this.#scene.profile.logon.type === 'interactive') return usable.filter(({ name }) => name !== 'password' || !offered.includes('keyboard-interactive'));
    return usable.toSorted((one, other) => rank(one) - rank(other));
  }

  #mayAsk(): boolean {
    return !['key-file', 'agent', 'host-based'].includes(this.#scene.profile.logon.type) || this.#partial;
  }
}

/** The ways that take nobody's time. */
function keysFor(scene: SignInScene, logon: Logon, configured: SshIdentities, socket: string | null | undefined): readonly SignInMethod[] {
  switch (logon.type) {
    case 'key-file':
      return [keyFile(scene, logon.keyFile)];
    case 'agent':
      return [agentAlone(scene, socket)];
    case 'host-based':
      return [hostBased(scene, logon)];
    case 'password': {
      const held = configured.only ? null : agent(scene, socket);
      return [configuredKeys(scene, configured), ...(held === null ? [] : [held])];
    }
    case 'anonymous':
    case 'ask':
    case 'interactive':
      return [];
    default:
      return assertNever(logon);
  }
}

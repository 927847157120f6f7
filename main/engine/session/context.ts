import type { TrustedCertificate } from '../../../shared/model/certificate.ts';
import type { LogKind } from '../../../shared/model/log-line.ts';
import type { AnswerTo, Question, QuestionKind } from '../../../shared/model/question.ts';
import type { Noted } from '../../../shared/model/server-note.ts';
import type { HopNumber } from '../../../shared/model/tunnel.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Route } from '../net/route.ts';
import type { IdentitiesOf } from '../ssh-config/identities.ts';

type QuestionOf<K extends QuestionKind> = Extract<Question, { readonly kind: K }>;

/** Asks the user and waits; a closed dialog counts as refuse, cancel or skip. Rejects with `cancelled` when the signal fires first. */
export type Ask = <K extends QuestionKind>(question: QuestionOf<K>, signal: AbortSignal) => Promise<AnswerTo<K>>;

/** Whose secret is wanted besides the profile's own: a jump host, a proxy, a client certificate. */
export interface SecretOwner {
  /** The name that the secret is kept under: `profileLabel`, `proxyLabel`, or the path of the key file. */
  readonly label: string;
  readonly question: { readonly kind: 'password'; readonly host: string; readonly user: string } | { readonly kind: 'passphrase'; readonly keyFile: string };
  /** It is asked for at each connection: neither looked up nor kept beyond this account's connections. */
  readonly askAlways?: boolean;
}

/** What the user (or `--trust`) chose to trust, by host and port. */
export interface TrustBook {
  /** `SHA256:…` fingerprints. */
  hostKeys(host: string, port: number): Promise<readonly string[]>;
  rememberHostKey(host: string, port: number, key: { readonly algorithm: string; readonly fingerprint: string }): Promise<void>;
  /** Leaf certificates that count as trusted, the latest decision first. */
  certificates(host: string, port: number): Promise<readonly TrustedCertificate[]>;
  /** Certificate authorities that count beside those of the system, PEM. */
  authorities(): Promise<readonly string[]>;
  /** Consents of the user, and what earlier sessions showed of the server. */
  notes(host: string, port: number): Promise<readonly Noted[]>;
  note(host: string, port: number, noted: Noted): Promise<void>;
  /** `names`: further hosts that it counts for, on the same port. */
  rememberCertificate(host: string, port: number, certificate: TrustedCertificate & { readonly pem: string; readonly names: readonly string[] }): Promise<void>;
}

/** Finds the secret for an account. `refused` is true when the server has just refused the last one. Null when the user gave none. */
export type FindSecret = (refused: boolean) => Promise<string | null>;

/** Everything that a protocol needs from around it to open a session; the app, the command line and the tests each supply their own. */
export interface SessionContext {
  readonly log: (kind: LogKind, text: string) => void;
  readonly ask: Ask;
  readonly trust: TrustBook;
  /** The password, or the key file's passphrase, of the profile being opened. */
  readonly password: FindSecret;
  /** The same for an owner besides the profile's own account. */
  readonly secretOf: (owner: SecretOwner) => FindSecret;
  /** Whether other connections of the account are signed in, with the same secret. None unless given. */
  readonly othersIn?: () => boolean;
  /** The way to the server, shared by all connections of the account; who opened it closes it. */
  readonly route: Route;
  /** Set where the session is to a server on the way to another. */
  readonly hop?: HopNumber;
  /** The known_hosts file of OpenSSH to trust besides; none is read unless given. */
  readonly knownHostsFile?: string;
  /** What ssh_config says of the keys for a server; nothing unless given. */
  readonly identitiesOf?: IdentitiesOf;
  /** As they are at the moment of reading: a property that may change while the session is open. */
  readonly settings: Pick<Settings, 'timeoutSeconds' | 'dataMode' | 'activePorts' | 'externalAddress' | 'proxy' | 'serverToServer'>;
  /** Ends the attempt to open the session. Once open, it has no effect. */
  readonly signal: AbortSignal;
}

import type { FtpChoices } from '../../../shared/model/ftp-choices.ts';
import type { CertificateReport } from '../../../shared/model/certificate.ts';
import type { Protection } from '../../../shared/model/protection.ts';
import type { LogKind } from '../../../shared/model/log-line.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { serverTraits, type ServerType } from '../../../shared/model/server-type.ts';
import { grammarOf, type PathGrammar } from '../../../shared/path/grammar.ts';
import type { Charset } from '../charset/charset.ts';
import type { Route } from '../net/route.ts';
import type { ControlConnection } from './control.ts';
import type { Features } from './features.ts';
import type { DataModeChoice } from './data-mode.ts';
import type { DataTls } from './data-tls.ts';
import type { TimeWay } from './set-time.ts';
import type { BufferPool } from './buffer-pool.ts';

/** A signed-in control connection and what is known about its server: what every verb works on. */
export interface FtpConnection {
  readonly control: ControlConnection;
  readonly host: string;
  /** The way that the control connection took. */
  readonly route: Route;
  readonly timeoutSeconds: number;
  /** As they are at the moment of reading. */
  readonly settings: Pick<Settings, 'activePorts' | 'externalAddress' | 'serverToServer'>;
  readonly log: (kind: LogKind, text: string) => void;
  readonly features: Features;
  /** What names are written in. */
  readonly charset: Charset;
  readonly dataMode: DataModeChoice;
  /** As measured when the control connection was set up. */
  readonly controlProtection: Protection;
  /** What is to be said of the server's certificate; null where the control connection is plain. */
  readonly inspect: (() => Promise<CertificateReport>) | null;
  /** How data channels are encrypted; null where they are not. */
  readonly dataTls: DataTls | null;
  /** What the site has chosen. */
  readonly choices: FtpChoices;
  /** What is told to a server that wants an account before it changes something; null for none. */
  readonly account: string | null;
  /** Lent to one transfer after the other, so that no transfer allocates. */
  readonly buffers: BufferPool;
  /** What this server has shown of itself so far. */
  readonly learned: Learned;
}

/** How this server writes its paths. */
export function pathsOf(ftp: Pick<FtpConnection, 'learned'>): PathGrammar {
  return grammarOf(serverTraits[ftp.learned.serverType].grammar);
}

export interface Learned {
  /** As the profile says; where that leaves it open, as the server's home shows at sign-in. */
  serverType: ServerType;
  /** Whether EPSV (RFC 2428) works here; null until tried. */
  extendedPassive: boolean | null;
  /** Whether the server wants PRET before PASV and EPSV. */
  preTransfer: boolean;
  /** Whether MODE Z is set, so that data travels compressed. */
  compressed: boolean;
  /** False once the server has refused MODE Z. */
  compresses: boolean;
  /** Whether a passive data connection has been open. */
  passive: boolean;
  /** Whether LIST takes `-a`; null until tried. */
  listsAll: boolean | null;
  /** The data type that is set: text or bytes as they are. */
  type: 'A' | 'I';
  /** How this server is told the time of a file; null until one way has worked. */
  timeWay: TimeWay | null;
  /** Milliseconds from the times of LIST to UTC; null until measured. */
  timeOffset: number | null;
  /** What HASH computes at present, where it was set. */
  hash: string | null;
  /** Protection of the latest data channel; null until one has been open. */
  dataProtection: Protection | null;
}

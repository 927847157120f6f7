import { formatPortRange } from '../../shared/model/active-mode.ts';
import { type FtpChoices, ftpChoicesOf, type FtpProxy } from '../../shared/model/ftp-choices.ts';
import type { Logon } from '../../shared/model/logon.ts';
import { isSsh, type Profile, type Protocol } from '../../shared/model/profile.ts';
import type { Proxy } from '../../shared/model/proxy.ts';
import type { ServerType } from '../../shared/model/server-type.ts';
import type { Site } from '../../shared/model/site.ts';
import type { TransferChoices } from '../../shared/model/transfer-choices.ts';
import type { Tunnel } from '../../shared/model/tunnel.ts';

/** What is known of a site that is about to be made. */
export type FreshSite = Partial<Pick<Site, 'profile' | 'remoteDirectory'>>;

export type Family = 'ftp' | 'sftp' | 'scp';
export type Encryption = 'plain' | 'if-available' | 'explicit' | 'implicit';
/** `account` signs in by password to a server that asks for an account too. */
export type LogonChoice = Logon['type'] | 'account';
export type YesNoSettings = 'settings' | 'yes' | 'no';

export interface HopFields {
  readonly host: string;
  readonly port: string;
  readonly logonType: 'password' | 'ask' | 'interactive' | 'key-file' | 'agent';
  readonly user: string;
  readonly keyFile: string;
}

/** What the site manager's fields hold: text as it was typed, choices by their names. A password is not among them. */
export interface SiteFields extends Pick<Site, 'name' | 'colour' | 'comment' | 'remoteDirectory' | 'localDirectory' | 'synchronizedBrowsing'> {
  readonly family: Family;
  readonly encryption: Encryption;
  readonly host: string;
  /** Empty for the protocol's own. */
  readonly port: string;
  readonly logonType: LogonChoice;
  readonly user: string;
  readonly account: string;
  readonly keyFile: string;
  readonly localUser: string;
  readonly localHost: string;

  readonly serverType: ServerType;
  readonly timeOffset: string;
  readonly postLogin: string;
  readonly hops: readonly HopFields[];
  readonly tunnelData: Tunnel['data'];
  readonly proxyUse: 'settings' | 'none' | 'own';
  readonly proxyKind: Proxy['kind'];
  readonly proxyHost: string;
  readonly proxyPort: string;
  readonly proxyUser: string;
  readonly ftpProxyKind: FtpProxy['kind'] | 'none';
  readonly ftpProxyHost: string;
  readonly ftpProxyPort: string;
  readonly ftpProxyUser: string;
  readonly ftpProxyScript: string;
  readonly certificateFile: string;
  readonly certificateKeyFile: string;
  readonly minimumTls: FtpChoices['minimumTls'];
  readonly clearControl: boolean;
  readonly keepAliveSeconds: string;
  readonly listing: FtpChoices['listing'];
  readonly hiddenFiles: boolean;

  readonly dataMode: Profile['dataMode'];
  readonly passiveAddress: FtpChoices['passiveAddress'];
  /** Empty for those of the settings. */
  readonly activePorts: string;
  readonly externalAddress: string;
  readonly connections: string;
  /** KiB per second; empty for no limit of its own. */
  readonly uploadRate: string;
  readonly downloadRate: string;
  readonly dataProtection: FtpChoices['dataProtection'];
  readonly transferType: FtpChoices['transferType'];
  readonly compress: boolean;
  readonly allocate: boolean;
  readonly temporaryName: YesNoSettings;
  readonly keepTimes: YesNoSettings;
  readonly keepModes: YesNoSettings;
  readonly verify: YesNoSettings;

  readonly charsetKind: 'auto' | 'utf-8' | 'other';
  /** The name of another one. */
  readonly charset: string;
}

export const NO_HOP: HopFields = { host: '', port: '', logonType: 'password', user: '', keyFile: '' };

const text = (value: number | null): string => (value === null ? '' : String(value));
const choice = (value: boolean | null | undefined): YesNoSettings => (value === true ? 'yes' : value === false ? 'no' : 'settings');
const kibibytes = (rate: number | null | undefined): string => text(rate === null || rate === undefined ? null : Math.round(rate / 1024));

/** The fields of a site. */
export function fieldsOf({ profile, ...site }: Omit<Site, 'id' | 'parent' | 'bookmarks'>): SiteFields {
  const { protocol, logon, transfers } = profile;
  const ftp = ftpChoicesOf(profile);
  const proxy = typeof profile.proxy === 'object' ? profile.proxy : undefined;
  return {
    name: site.name, colour: site.colour, comment: site.comment,
    remoteDirectory: site.remoteDirectory, localDirectory: site.localDirectory, synchronizedBrowsing: site.synchronizedBrowsing,
    family: isSsh(protocol) ? (protocol as Family) : 'ftp',
    encryption: encryptionOf(protocol, ftp),
    host: profile.host,
    port: String(profile.port),
    logonType: logon.type === 'password' && ftp.account !== '' && !isSsh(protocol) ? 'account' : logon.type,
    user: logon.type === 'anonymous' ? '' : logon.user,
    account: ftp.account,
    keyFile: 'keyFile' in logon ? logon.keyFile : '',
    localUser: logon.type === 'host-based' ? logon.localUser : '',
    localHost: logon.type === 'host-based' ? logon.localHost : '',
    serverType: profile.serverType ?? 'default',
    timeOffset: text(ftp.timeOffsetMinutes),
    postLogin: ftp.postLogin.join('\n'),
    hops: (profile.tunnel?.hops ?? []).map(({ host, port, logon: by }) => ({
      host, port: String(port),
      logonType: by.type === 'anonymous' || by.type === 'host-based' ? 'password' : by.type,
      user: by.type === 'anonymous' ? '' : by.user,
      keyFile: 'keyFile' in by ? by.keyFile : '',
    })),
    tunnelData: profile.tunnel?.data ?? 'through',
    proxyUse: proxy !== undefined ? 'own' : profile.proxy === 'none' ? 'none' : 'settings',
    proxyKind: proxy?.kind ?? 'socks5', proxyHost: proxy?.host ?? '', proxyPort: text(proxy?.port ?? null), proxyUser: proxy?.user ?? '',
    ftpProxyKind: ftp.proxy?.kind ?? 'none', ftpProxyHost: ftp.proxy?.host ?? '', ftpProxyPort: text(ftp.proxy?.port ?? null),
    ftpProxyUser: ftp.proxy?.user ?? '', ftpProxyScript: (ftp.proxy?.script ?? []).join('\n'),
    certificateFile: ftp.clientCertificate?.file ?? '', certificateKeyFile: ftp.clientCertificate?.keyFile ?? '',
    minimumTls: ftp.minimumTls, clearControl: ftp.clearControl, keepAliveSeconds: String(ftp.keepAliveSeconds),
    listing: ftp.listing, hiddenFiles: ftp.hiddenFiles,
    dataMode: profile.dataMode, passiveAddress: ftp.passiveAddress, activePorts: formatPortRange(ftp.activePorts), externalAddress: ftp.externalAddress, dataProtection: ftp.dataProtection, transferType: ftp.transferType, compress: ftp.compress, allocate: ftp.allocate,
    ...transferFields(transfers),
    ...charsetFields(profile.charset ?? 'auto'),
  };
}

function transferFields(transfers: TransferChoices | undefined) {
  return {
    connections: text(transfers?.connections ?? null),
    uploadRate: kibibytes(transfers?.uploadRate),
    downloadRate: kibibytes(transfers?.downloadRate),
    temporaryName: choice(transfers?.temporaryName),
    keepTimes: choice(transfers?.keepTimes),
    keepModes: choice(transfers?.keepModes),
    verify: choice(transfers?.verify),
  };
}

function charsetFields(charset: string): Pick<SiteFields, 'charsetKind' | 'charset'> {
  const known = charset.toLowerCase();
  return known === 'auto' || known === 'utf-8' ? { charsetKind: known, charset: '' } : { charsetKind: 'other', charset };
}

function encryptionOf(protocol: Protocol, ftp: FtpChoices): Encryption {
  if (protocol === 'ftp') return 'plain';
  if (protocol === 'ftps-implicit') return 'implicit';
  return ftp.tls === 'if-available' ? 'if-available' : 'explicit';
}

/** The protocol that these two choices come to. */
export function protocolOf({ family, encryption }: Pick<SiteFields, 'family' | 'encryption'>): Protocol {
  if (family !== 'ftp') return family;
  if (encryption === 'plain') return 'ftp';
  return encryption === 'implicit' ? 'ftps-implicit' : 'ftps-explicit';
}

import { ftpChoicesSchema } from '../../../shared/model/ftp-choices.ts';
import type { Logon } from '../../../shared/model/logon.ts';
import { defaultPort, profileSchema, type Protocol } from '../../../shared/model/profile.ts';
import { siteSchema } from '../../../shared/model/site.ts';
import { type Imported, type ImportedSite, NOTHING_IMPORTED, type NotCarried } from '../imported.ts';
import { readWinScpPassword } from './password.ts';
import { readIni } from './read-ini.ts';

type Values = ReadonlyMap<string, string>;

const prefix = 'Sessions\\';
const ftpKinds: Readonly<Record<string, Protocol>> = { 0: 'ftp', 1: 'ftps-implicit', 2: 'ftps-explicit', 3: 'ftps-explicit' };
const sshKinds: Readonly<Record<string, Protocol>> = { 0: 'scp', 1: 'sftp', 2: 'sftp' };
const otherKinds: Readonly<Record<string, string>> = { 6: 'WebDAV', 7: 'S3' };

/** The sites of `WinSCP.ini`. Null where the file has no sessions of WinSCP. */
export function readWinScpSites(text: string): Imported | null {
  const ini = readIni(text);
  const names = [...ini.keys()].filter((name) => name.startsWith(prefix) && name !== `${prefix}Default%20Settings`);
  if (names.length === 0) return null;
  const locked = ini.get('Configuration\\Security')?.get('UseMasterPassword') === '1';
  const sites: ImportedSite[] = [];
  const notCarried: NotCarried[] = [];
  for (const section of names) {
    const path = section.slice(prefix.length).split('/').map(decoded);
    const name = (path.at(-1) ?? '').slice(0, 200);
    const read = siteOf(ini.get(section) ?? new Map(), name, notCarried);
    if (read === null) continue;
    const { site, stored } = read;
    const user = 'user' in site.profile.logon ? site.profile.logon.user : '';
    const secret = stored === '' || locked ? null : readWinScpPassword(stored, `${user}${site.profile.host}`);
    if (stored !== '' && secret === null) notCarried.push({ where: name, reason: locked ? 'password-locked' : 'password-unreadable', what: '' });
    sites.push({ folders: path.slice(0, -1), site, secret });
  }
  return { ...NOTHING_IMPORTED, sites, notCarried };
}

function siteOf(values: Values, name: string, notCarried: NotCarried[]): { readonly site: ImportedSite['site']; readonly stored: string } | null {
  const text = (key: string): string => decoded(values.get(key) ?? '');
  const leave = (reason: NotCarried['reason'], what: string): null => {
    notCarried.push({ where: name, reason, what });
    return null;
  };
  const kind = text('FSProtocol') || '1';
  const protocol = kind === '5' ? ftpKinds[text('Ftps') || '0'] : sshKinds[kind];
  if (protocol === undefined) return leave('protocol', otherKinds[kind] ?? kind);
  const user = text('UserName');
  const keyFile = text('PublicKeyFile');
  const logon: Logon = user === '' || user === 'anonymous' ? { type: 'anonymous' } : keyFile !== '' ? { type: 'key-file', user, keyFile } : { type: 'password', user };
  const ftp = protocol !== 'sftp' && protocol !== 'scp';
  const tunnel = text('Tunnel') === '1';
  const hop = { host: text('TunnelHostName'), port: Number(text('TunnelPortNumber')) || 22, logon: { type: 'password', user: text('TunnelUserName') || user } };
  if (Number(text('ProxyMethod')) > 0) leave('field', 'ProxyMethod');
  if (/^\d+$/u.test(text('TimeDifference')) && text('TimeDifference') !== '0') leave('field', 'TimeDifference');
  const commands = text('PostLoginCommands').split(/\r?\n/u).filter((line) => line !== '');
  const profile = profileSchema.safeParse({
    protocol,
    host: text('HostName'),
    port: Number(text('PortNumber')) || defaultPort[protocol],
    logon,
    ...(ftp && { dataMode: text('FtpPasvMode') === '0' ? 'active' : 'default', ftp: ftpChoicesSchema.parse({ account: text('FtpAccount'), postLogin: commands }) }),
    ...(tunnel && { tunnel: { hops: [hop] } }),
  });
  const site = siteSchema.omit({ id: true, parent: true }).safeParse({
    name,
    profile: profile.data,
    remoteDirectory: text('RemoteDirectory'),
    localDirectory: text('LocalDirectory'),
    synchronizedBrowsing: text('SynchronizeBrowsing') === '1',
    comment: text('Note'),
  });
  if (!site.success || !profile.success) return leave('invalid', (profile.error ?? site.error)?.issues[0]?.path.join('.') ?? '');
  return { site: site.data, stored: values.get('Password') ?? values.get('PasswordPlain') ?? '' };
}

/** Values and names are percent-encoded, in UTF-8 where a mark says so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replace(/^\ufeff/u, '');
  } catch {
    return text;
  }
}

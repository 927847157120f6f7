import { parsePortRange } from '../../shared/model/active-mode.ts';
import { ftpChoicesOf, ftpChoicesSchema, type FtpChoices, type FtpProxy } from '../../shared/model/ftp-choices.ts';
import { defaultPort, isSsh, type Profile } from '../../shared/model/profile.ts';
import type { Logon } from '../../shared/model/logon.ts';
import { type Site, siteSchema } from '../../shared/model/site.ts';
import { type TransferChoices, transferChoicesSchema } from '../../shared/model/transfer-choices.ts';
import { checkFields, type SiteProblems } from './check-fields.ts';
import { protocolOf, type SiteFields, type YesNoSettings } from './site-fields.ts';

export interface Read {
  /** Null while something is wrong or missing. */
  readonly site: Site | null;
  readonly problems: SiteProblems;
}

const number = (text: string): number | null => (text.trim() === '' ? null : Number(text));
const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
const asSettings: Readonly<Record<YesNoSettings, boolean | null>> = { settings: null, yes: true, no: false };
const rate = (text: string): number | null => (text.trim() === '' || Number(text) === 0 ? null : Math.round(Number(text) * 1024));

/** The site that these fields stand for. What the fields do not show stays as it is in `base`. */
export function readFields(fields: SiteFields, base: Site): Read {
  const problems = checkFields(fields);
  if (Object.keys(problems).length > 0) return { site: null, problems };
  const { name, colour, comment, remoteDirectory, localDirectory, synchronizedBrowsing } = fields;
  const read = siteSchema.safeParse({
    ...base, name: name.trim(), colour, comment, remoteDirectory: remoteDirectory.trim(), localDirectory: localDirectory.trim(), synchronizedBrowsing,
    profile: profileOf(fields, base.profile),
  });
  if (read.success) return { site: read.data, problems };
  // Whatever the checks above do not know of still is not saved.
  return { site: null, problems: { name: 'siteForm.badSite' } };
}

function profileOf(fields: SiteFields, base: Profile): Profile {
  const protocol = protocolOf(fields);
  const { proxy: _proxy, ...own } = base;
  const ftp = isSsh(protocol) ? undefined : ftpOf(fields, base);
  const transfers = transfersOf(fields);
  const profile: Profile = {
    ...own, protocol, host: fields.host.trim(), port: number(fields.port) ?? defaultPort[protocol],
    logon: logonOf(fields), dataMode: fields.dataMode,
    charset: fields.charsetKind === 'auto' ? undefined : fields.charsetKind === 'utf-8' ? 'utf-8' : fields.charset.trim(),
    serverType: fields.serverType === 'default' || isSsh(protocol) ? undefined : fields.serverType,
    ftp: ftp === undefined || same(ftp, ftpChoicesSchema.parse({})) ? undefined : ftp,
    transfers: same(transfers, transferChoicesSchema.parse({})) ? undefined : transfers,
    proxy: proxyOf(fields),
    tunnel: fields.hops.length === 0 ? undefined : { hops: fields.hops.map((hop) => ({ host: hop.host.trim(), port: number(hop.port) ?? 22, logon: logonOf(hop) })), data: fields.tunnelData },
  };
  // What is left out stands in no file and makes no account differ from one that was typed.
  return JSON.parse(JSON.stringify(profile)) as Profile;
}

function logonOf({ logonType, user, keyFile, localUser = '', localHost = '' }: Pick<SiteFields, 'logonType' | 'user' | 'keyFile'> & Partial<Pick<SiteFields, 'localUser' | 'localHost'>>): Logon {
  const name = user.trim();
  switch (logonType) {
    case 'anonymous':
      return { type: 'anonymous' };
    case 'account':
      return { type: 'password', user: name };
    case 'key-file':
      return { type: 'key-file', user: name, keyFile: keyFile.trim() };
    case 'host-based':
      return { type: 'host-based', user: name, keyFile: keyFile.trim(), localUser: localUser.trim(), localHost: localHost.trim() };
    default:
      return { type: logonType, user: name };
  }
}

function ftpOf(fields: SiteFields, base: Profile): FtpChoices {
  const { clientCertificate: _certificate, proxy: _proxy, ...kept } = ftpChoicesOf(base);
  const { minimumTls, clearControl, listing, hiddenFiles, passiveAddress, dataProtection, transferType, compress, allocate } = fields;
  return {
    ...kept, minimumTls, clearControl, listing, hiddenFiles, passiveAddress, dataProtection, transferType, compress, allocate,
    tls: fields.encryption === 'if-available' ? 'if-available' : 'required',
    account: fields.logonType === 'account' ? fields.account.trim() : '',
    keepAliveSeconds: number(fields.keepAliveSeconds) ?? 0,
    timeOffsetMinutes: number(fields.timeOffset),
    postLogin: lines(fields.postLogin),
    activePorts: parsePortRange(fields.activePorts),
    externalAddress: fields.externalAddress.trim(),
    ...(fields.certificateFile.trim() === '' ? {} : { clientCertificate: { file: fields.certificateFile.trim(), keyFile: fields.certificateKeyFile.trim() } }),
    ...ftpProxyOf(fields),
  };
}

function ftpProxyOf({ ftpProxyKind, ftpProxyHost, ftpProxyPort, ftpProxyUser, ftpProxyScript }: SiteFields): { readonly proxy?: FtpProxy } {
  if (ftpProxyKind === 'none') return {};
  return { proxy: { kind: ftpProxyKind, host: ftpProxyHost.trim(), port: number(ftpProxyPort) ?? 21, user: ftpProxyUser.trim(), script: ftpProxyKind === 'custom' ? lines(ftpProxyScript) : [] } };
}

function proxyOf({ proxyUse, proxyKind, proxyHost, proxyPort, proxyUser }: SiteFields): Profile['proxy'] {
  if (proxyUse === 'settings') return undefined;
  if (proxyUse === 'none') return 'none';
  return { kind: proxyKind, host: proxyHost.trim(), port: number(proxyPort) ?? 1080, user: proxyUser.trim() };
}

function transfersOf(fields: SiteFields): TransferChoices {
  return {
    connections: number(fields.connections), uploadRate: rate(fields.uploadRate), downloadRate: rate(fields.downloadRate),
    temporaryName: asSettings[fields.temporaryName], keepTimes: asSettings[fields.keepTimes], keepModes: asSettings[fields.keepModes], verify: asSettings[fields.verify],
  };
}

function same(one: object, other: object): boolean {
  const sorted = (value: object): string => JSON.stringify(Object.entries(value).filter(([, part]) => part !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}

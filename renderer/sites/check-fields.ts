import { isExternalAddress, parsePortRange } from '../../shared/model/active-mode.ts';
import { commandSafe, hostSchema, portSchema } from '../../shared/model/command-safe.ts';
import type { PlainKey } from '../locale/translate.ts';
import { isWholeAddress, parseAddress } from '../connect/parse-address.ts';
import type { HopFields, SiteFields } from './site-fields.ts';

/** A field's name; those of a jump host are `hop0.host`, `hop1.user`. */
export type FieldName = keyof SiteFields | `hop${number}.${keyof HopFields}`;
/** What is wrong with each field, in words that say what it wants. */
export type SiteProblems = Partial<Record<FieldName, PlainKey>>;

/** Whether a text names a host, and one a port; an empty port is the protocol's own. */
export const isHost = (text: string): boolean => hostSchema.safeParse(text.trim()).success && !/[\s\p{Cc}/@]/u.test(text.trim());
export const isPort = (text: string): boolean => text.trim() === '' || portSchema.safeParse(Number(text)).success;
const isWhole = (text: string, least: number, most: number): boolean => text.trim() === '' || (/^[+-]?\d+$/u.test(text.trim()) && Number(text) >= least && Number(text) <= most);
const isLine = (text: string): boolean => commandSafe.safeParse(text).success;
const isBlank = (text: string): boolean => text.trim() === '';

/** Everything that keeps these fields from being a site. Fields that their protocol or logon does not use are not looked at. */
export function checkFields(fields: SiteFields): SiteProblems {
  return { ...checkServer(fields), ...checkLogon(fields), ...checkWay(fields), ...checkTransfers(fields), ...(fields.family === 'ftp' ? checkFtp(fields) : {}) };
}

function checkServer({ name, host, port, charsetKind, charset }: SiteFields): SiteProblems {
  const problems: SiteProblems = {};
  if (isBlank(name)) problems.name = 'siteForm.nameNeeded';
  if (isBlank(host)) problems.host = 'siteForm.hostNeeded';
  else if (isWholeAddress(host)) problems.host = parseAddress(host) === null ? 'quick.badAddress' : 'siteForm.splitHost';
  else if (!isHost(host)) problems.host = 'quick.badHost';
  if (!isPort(port)) problems.port = 'quick.badPort';
  if (charsetKind === 'other' && !/^[\w.:-]{1,40}$/u.test(charset.trim())) problems.charset = 'siteForm.badCharset';
  return problems;
}

function checkLogon({ family, logonType, user, account, keyFile, localUser, localHost }: SiteFields): SiteProblems {
  const problems: SiteProblems = {};
  if (logonType === 'anonymous') return problems;
  // SSH finds out for itself who signs in.
  if (isBlank(user) && family === 'ftp') problems.user = 'siteForm.userNeeded';
  else if (!isLine(user)) problems.user = 'siteForm.badLine';
  if (logonType === 'account' && (isBlank(account) || !isLine(account))) problems.account = 'siteForm.accountNeeded';
  if ((logonType === 'key-file' || logonType === 'host-based') && isBlank(keyFile)) problems.keyFile = 'siteForm.keyFileNeeded';
  if (logonType !== 'host-based') return problems;
  if (isBlank(localUser)) problems.localUser = 'siteForm.localUserNeeded';
  if (isBlank(localHost)) problems.localHost = 'siteForm.localHostNeeded';
  return problems;
}

function checkWay({ hops, proxyUse, proxyHost, proxyPort, proxyUser }: SiteFields): SiteProblems {
  const problems: SiteProblems = {};
  for (const [index, hop] of hops.entries()) {
    if (!isHost(hop.host)) problems[`hop${index}.host`] = isBlank(hop.host) ? 'siteForm.hopHostNeeded' : 'quick.badHost';
    if (!isPort(hop.port)) problems[`hop${index}.port`] = 'quick.badPort';
    if (!isLine(hop.user)) problems[`hop${index}.user`] = 'siteForm.badLine';
    if (hop.logonType === 'key-file' && isBlank(hop.keyFile)) problems[`hop${index}.keyFile`] = 'siteForm.keyFileNeeded';
  }
  if (proxyUse !== 'own') return problems;
  if (!isHost(proxyHost)) problems.proxyHost = isBlank(proxyHost) ? 'siteForm.proxyHostNeeded' : 'quick.badHost';
  if (!isPort(proxyPort)) problems.proxyPort = 'quick.badPort';
  if (!isLine(proxyUser)) problems.proxyUser = 'siteForm.badLine';
  return problems;
}

function checkTransfers({ connections, uploadRate, downloadRate }: SiteFields): SiteProblems {
  const problems: SiteProblems = {};
  if (!isWhole(connections, 1, 32)) problems.connections = 'siteForm.badConnections';
  if (!isWhole(uploadRate, 0, 100_000_000)) problems.uploadRate = 'siteForm.badRate';
  if (!isWhole(downloadRate, 0, 100_000_000)) problems.downloadRate = 'siteForm.badRate';
  return problems;
}

function checkFtp(fields: SiteFields): SiteProblems {
  const problems: SiteProblems = {};
  if (!isWhole(fields.timeOffset, -1440, 1440)) problems.timeOffset = 'siteForm.badOffset';
  if (!isWhole(fields.keepAliveSeconds, 0, 3600)) problems.keepAliveSeconds = 'siteForm.badKeepAlive';
  if (!isBlank(fields.activePorts) && parsePortRange(fields.activePorts) === null) problems.activePorts = 'siteForm.badPorts';
  if (!isExternalAddress(fields.externalAddress.trim())) problems.externalAddress = 'siteForm.badExternalAddress';
  if (!areLines(fields.postLogin)) problems.postLogin = 'siteForm.badLines';
  if (isBlank(fields.certificateFile) && !isBlank(fields.certificateKeyFile)) problems.certificateFile = 'siteForm.certificateNeeded';
  if (fields.ftpProxyKind === 'none') return problems;
  if (!isHost(fields.ftpProxyHost)) problems.ftpProxyHost = isBlank(fields.ftpProxyHost) ? 'siteForm.proxyHostNeeded' : 'quick.badHost';
  if (!isPort(fields.ftpProxyPort)) problems.ftpProxyPort = 'quick.badPort';
  if (fields.ftpProxyKind === 'custom' && (isBlank(fields.ftpProxyScript) || !areLines(fields.ftpProxyScript))) problems.ftpProxyScript = 'siteForm.scriptNeeded';
  return problems;
}

function areLines(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length <= 32 && lines.every(isLine);
}

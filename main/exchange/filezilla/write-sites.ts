import { ftpChoicesOf } from '../../../shared/model/ftp-choices.ts';
import { userOf, type Logon } from '../../../shared/model/logon.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { type Bookmark, isFolder, type Site, type SiteColour, type SiteNode, type SitesDocument } from '../../../shared/model/site.ts';
import type { NotCarried } from '../imported.ts';
import { escapeXml } from '../xml.ts';
import { serverTypeNumbers, writeRemotePath } from './remote-path.ts';

const colours: Readonly<Record<SiteColour, number>> = { none: 0, red: 1, green: 2, blue: 3, yellow: 4, teal: 5, purple: 6, orange: 7, grey: 0 };
const logonTypes: Readonly<Record<Logon['type'], number>> = { anonymous: 0, password: 1, ask: 2, interactive: 3, 'key-file': 5, agent: 3, 'host-based': 3 };

export interface WrittenSites {
  readonly xml: string;
  readonly notCarried: readonly NotCarried[];
}

/** The sites as FileZilla's `sitemanager.xml`, without any password, since it would stand there for everyone to read. What FileZilla has no word for is listed. */
export function writeFileZillaSites({ nodes, bookmarks }: SitesDocument): WrittenSites {
  const notCarried: NotCarried[] = [];
  const below = (parent: SiteNode['parent'], depth: number): string =>
    nodes.filter((node) => node.parent === parent).map((node) => {
      if (isFolder(node)) return indent(depth, `<Folder expanded="1">${escapeXml(node.name)}\n${below(node.id, depth + 1)}${indent(depth, '</Folder>')}`);
      return server(node, depth, notCarried);
    }).join('');
  const servers = indent(1, `<Servers>\n${below(null, 2)}${indent(1, '</Servers>')}`);
  const globals = bookmarks.length === 0 ? '' : indent(1, `<Bookmarks>\n${bookmarks.map((one) => bookmark(one, 2)).join('')}${indent(1, '</Bookmarks>')}`);
  return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n<FileZilla3>\n${servers}${globals}</FileZilla3>\n`, notCarried };
}

function server(site: Site, depth: number, notCarried: NotCarried[]): string {
  const { profile, name } = site;
  const ftp = ftpChoicesOf(profile);
  const leave = (what: string): void => void notCarried.push({ where: name, reason: 'field', what });
  const number = protocolNumber(profile);
  if (number === null) {
    notCarried.push({ where: name, reason: 'protocol', what: profile.protocol });
    return '';
  }
  if (profile.logon.type === 'agent' || profile.logon.type === 'host-based') leave(`logon ${profile.logon.type}`);
  if (profile.tunnel !== undefined) leave('tunnel');
  if (ftp.clientCertificate !== undefined) leave('client certificate');
  if (ftp.proxy !== undefined) leave('FTP proxy');
  const remote = site.remoteDirectory === '' ? '' : writeRemotePath(site.remoteDirectory);
  if (remote === null) leave(`remote directory ${site.remoteDirectory}`);
  const lines: readonly (readonly [string, string | number])[] = [
    ['Host', profile.host],
    ['Port', profile.port],
    ['Protocol', number],
    ['Type', Math.max(0, serverTypeNumbers.indexOf(profile.serverType ?? 'default'))],
    ...(profile.logon.type === 'anonymous' ? [] : [['User', userOf(profile.logon)] as const]),
    ...('keyFile' in profile.logon ? [['Keyfile', profile.logon.keyFile] as const] : []),
    ...(ftp.account === '' ? [] : [['Account', ftp.account] as const]),
    ['Logontype', ftp.account !== '' ? 4 : profile.logon.type === 'password' ? 2 : logonTypes[profile.logon.type]],
    ['TimezoneOffset', ftp.timeOffsetMinutes ?? 0],
    ['PasvMode', { default: 'MODE_DEFAULT', active: 'MODE_ACTIVE', passive: 'MODE_PASSIVE' }[profile.dataMode]],
    ['MaximumMultipleConnections', profile.transfers?.connections ?? 0],
    ['EncodingType', profile.charset === undefined || profile.charset === 'auto' ? 'Auto' : /^utf-?8$/iu.test(profile.charset) ? 'UTF-8' : 'Custom'],
    ...(profile.charset === undefined ? [] : [['CustomEncoding', profile.charset] as const]),
    ['BypassProxy', profile.proxy === 'none' ? 1 : 0],
    ['Name', name],
    ['Comments', site.comment],
    ['Colour', colours[site.colour]],
    ['LocalDir', site.localDirectory],
    ['RemoteDir', remote ?? ''],
    ['SyncBrowsing', site.synchronizedBrowsing ? 1 : 0],
  ];
  const commands = ftp.postLogin.length === 0 ? '' : indent(depth + 1, `<PostLoginCommands>\n${ftp.postLogin.map((line) => element(depth + 2, 'Command', line)).join('')}${indent(depth + 1, '</PostLoginCommands>')}`);
  const fields = lines.map(([tag, value]) => element(depth + 1, tag, value)).join('');
  return indent(depth, `<Server>\n${fields}${commands}${site.bookmarks.map((one) => bookmark(one, depth + 1)).join('')}${indent(depth, '</Server>')}`);
}

function protocolNumber({ protocol, ftp }: Profile): number | null {
  switch (protocol) {
    case 'sftp':
      return 1;
    case 'ftps-implicit':
      return 3;
    case 'ftps-explicit':
      return ftp?.tls === 'if-available' ? 0 : 4;
    case 'ftp':
      return 6;
    case 'scp':
      return null;
  }
}

function bookmark({ name, localDirectory, remoteDirectory, synchronizedBrowsing }: Bookmark, depth: number): string {
  const fields = [['Name', name], ['LocalDir', localDirectory], ['RemoteDir', writeRemotePath(remoteDirectory) ?? ''], ['SyncBrowsing', synchronizedBrowsing ? 1 : 0]] as const;
  return indent(depth, `<Bookmark>\n${fields.map(([tag, value]) => element(depth + 1, tag, value)).join('')}${indent(depth, '</Bookmark>')}`);
}

function element(depth: number, tag: string, value: string | number): string {
  return indent(depth, `<${tag}>${escapeXml(String(value))}</${tag}>`);
}

/** The last tag of a block stands on a line of its own. */
function indent(depth: number, text: string): string {
  return `${'\t'.repeat(depth)}${text}${text.endsWith('\n') ? '' : '\n'}`;
}

import { ftpChoicesOf } from '../../../shared/model/ftp-choices.ts';
import { userOf } from '../../../shared/model/logon.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { queueFileSchema, type LoadedQueue, type QueueFile } from '../../../shared/model/queue-file.ts';
import { priorities, type Priority } from '../../../shared/model/transfer.ts';
import { escapeXml, readXml, textOf, type XmlElement } from '../xml.ts';
import { readFileZillaServer } from './read-sites.ts';
import { readRemotePath, writeRemotePath } from './remote-path.ts';

type Transfer = QueueFile['transfers'][number];

/** FileZilla counts priorities from 0, the lowest, to 4. */
const priorityOf = (text: string): Priority => priorities[4 - Number(text || 2)] ?? 'normal';

/** FileZilla's queue, as it exports it. Null where the text is none. Entries that cannot be read, and servers of other protocols, are left out and counted. */
export async function readFileZillaQueue(text: string): Promise<LoadedQueue | null> {
  const root = readXml(text);
  if (root === null || !/^FileZilla\d*$/u.test(root.name)) return null;
  const servers = root.children.filter(({ name }) => name === 'Queue').flatMap((queue) => queue.children.filter(({ name }) => name === 'Server'));
  const accounts: Profile[] = [];
  const transfers: Transfer[] = [];
  const entries = servers.flatMap(({ children }) => children.filter(({ name }) => name === 'File' || name === 'Folder')).length;
  for (const server of servers) {
    const profile = (await readFileZillaServer(server))?.site.profile;
    if (profile === undefined) continue;
    const account = accounts.push(profile) - 1;
    transfers.push(...server.children.flatMap((entry) => readEntry(entry, account)));
  }
  const queue = queueFileSchema.safeParse({ format: 'hawser-queue', version: 1, accounts, transfers }).data;
  return queue === undefined ? null : { queue, leftOut: entries - transfers.length };
}

function readEntry(entry: XmlElement, account: number): readonly Transfer[] {
  const folder = readRemotePath(textOf(entry, 'RemotePath'));
  const [local, name] = [textOf(entry, 'LocalFile'), textOf(entry, 'RemoteFile')];
  if (entry.name !== 'File' || folder === null || local === '' || name === '') return [];
  const remote = { account, path: folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}` };
  const here = { account: null, path: local };
  const size = Number(textOf(entry, 'Size') || Number.NaN);
  const ends = textOf(entry, 'Download') === '1' ? { from: remote, to: here } : { from: here, to: remote };
  return [{ kind: 'file', ...ends, size: Number.isSafeInteger(size) && size >= 0 ? size : null, priority: priorityOf(textOf(entry, 'Priority')) }];
}

/** A queue as FileZilla imports it, without any password. Copies between servers, and folders that were not looked into, have no place in it and are counted. */
export function writeFileZillaQueue({ accounts, transfers }: QueueFile): { readonly text: string; readonly leftOut: number } {
  let written = 0;
  const servers = accounts.map((profile, account) => {
    const files = transfers.map((transfer) => writeEntry(transfer, account)).filter((entry) => entry !== '');
    written += files.length;
    return files.length === 0 ? '' : `    <Server>\n${writeServer(profile)}${files.join('')}    </Server>\n`;
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<FileZilla3>\n  <Queue>\n${servers.join('')}  </Queue>\n</FileZilla3>\n`;
  return { text, leftOut: transfers.length - written };
}

function writeServer(profile: Profile): string {
  const protocol = { ftp: 6, 'ftps-explicit': ftpChoicesOf(profile).tls === 'if-available' ? 0 : 4, 'ftps-implicit': 3, sftp: 1, scp: 1 }[profile.protocol];
  const anonymous = profile.logon.type === 'anonymous';
  return lines(6, [['Host', profile.host], ['Port', profile.port], ['Protocol', protocol], ['Type', 0], ...(anonymous ? [] : [['User', userOf(profile.logon)] as const]), ['Logontype', anonymous ? 0 : 2]]);
}

function writeEntry({ kind, from, to, size, priority }: Transfer, account: number): string {
  const download = from.account === account && to.account === null;
  const remote = download ? from : to;
  if (kind !== 'file' || remote.account !== account || (!download && from.account !== null)) return '';
  const cut = remote.path.lastIndexOf('/');
  const folder = writeRemotePath(remote.path.slice(0, cut) || '/');
  if (cut < 0 || folder === null) return '';
  const local = download ? to.path : from.path;
  return `      <File>\n${lines(8, [
    ['LocalFile', local], ['RemoteFile', remote.path.slice(cut + 1)], ['RemotePath', folder], ['Download', download ? 1 : 0],
    ...(size === null ? [] : [['Size', size] as const]), ['Priority', 4 - priorities.indexOf(priority)], ['DataType', 1],
  ])}      </File>\n`;
}

function lines(indent: number, fields: readonly (readonly [string, string | number])[]): string {
  return fields.map(([name, value]) => `${' '.repeat(indent)}<${name}>${escapeXml(String(value))}</${name}>\n`).join('');
}

import { ftpChoicesSchema } from '../../../shared/model/ftp-choices.ts';
import type { Logon } from '../../../shared/model/logon.ts';
import { defaultPort, profileSchema, type Protocol } from '../../../shared/model/profile.ts';
import { type Bookmark, bookmarkSchema, type SiteColour, siteSchema } from '../../../shared/model/site.ts';
import { transferChoicesSchema } from '../../../shared/model/transfer-choices.ts';
import { type Imported, type ImportedSite, NOTHING_IMPORTED, type NotCarried } from '../imported.ts';
import { child, readXml, textOf, type XmlElement } from '../xml.ts';
import { type MasterKey, openMasterKey, openSealed } from './password.ts';
import { readRemotePath, serverTypeNumbers } from './remote-path.ts';

const protocols: Readonly<Record<string, { readonly protocol: Protocol; readonly ifAvailable?: true }>> = {
  0: { protocol: 'ftps-explicit', ifAvailable: true },
  1: { protocol: 'sftp' },
  3: { protocol: 'ftps-implicit' },
  4: { protocol: 'ftps-explicit' },
  6: { protocol: 'ftp' },
};
const otherProtocols: Readonly<Record<string, string>> = { 2: 'HTTP', 5: 'HTTPS', 7: 'S3', 8: 'Storj', 9: 'WebDAV', 12: 'Swift', 13: 'Google Cloud', 14: 'Google Drive', 15: 'Dropbox', 16: 'OneDrive', 17: 'B2', 18: 'Box' };
const colours: readonly SiteColour[] = ['none', 'red', 'green', 'blue', 'yellow', 'teal', 'purple', 'orange'];
const dataModes: Readonly<Record<string, 'active' | 'passive'>> = { MODE_ACTIVE: 'active', MODE_PASSIVE: 'passive' };

/**
 * The sites and bookmarks of FileZilla's `sitemanager.xml` or `bookmarks.xml`, or of an export of both. Passwords stand in them in base64, or
 * sealed by a master password, for which `masterPassword` is tried. Null where the file is not of FileZilla.
 */
export async function readFileZillaSites(text: string, masterPassword: string | null): Promise<Imported | null> {
  const root = readXml(text);
  if (root === null || !/^FileZilla\d*$/u.test(root.name)) return null;
  const reader = new SitesReader(masterPassword);
  for (const servers of root.children.filter(({ name }) => name === 'Servers')) await reader.folder(servers, []);
  const bookmarks = root.children.filter(({ name }) => name === 'Bookmarks').flatMap((list) => reader.bookmarks(list, ''));
  return { ...NOTHING_IMPORTED, sites: reader.sites, bookmarks, notCarried: reader.notCarried, locked: reader.locked };
}

/** One `Server` element, as it also stands in a queue. Null where it is not a server that Hawser can reach. */
export async function readFileZillaServer(server: XmlElement): Promise<ImportedSite | null> {
  const reader = new SitesReader(null);
  await reader.folder({ name: 'Servers', attributes: {}, children: [server], text: '' }, []);
  return reader.sites[0] ?? null;
}

class SitesReader {
  readonly sites: ImportedSite[] = [];
  readonly notCarried: NotCarried[] = [];
  locked = false;
  readonly #masterPassword: string | null;
  readonly #keys = new Map<string, MasterKey | null>();

  constructor(masterPassword: string | null) {
    this.#masterPassword = masterPassword;
  }

  async folder(element: XmlElement, folders: readonly string[]): Promise<void> {
    for (const inner of element.children) {
      if (inner.name === 'Folder') await this.folder(inner, [...folders, inner.text.slice(0, 200) || '?']);
      if (inner.name === 'Server') await this.#server(inner, folders);
    }
  }

  bookmarks(element: XmlElement, where: string): readonly Bookmark[] {
    return element.children.filter(({ name }) => name === 'Bookmark').flatMap((one) => {
      const name = textOf(one, 'Name');
      const parsed = bookmarkSchema.safeParse({ name, localDirectory: textOf(one, 'LocalDir'), remoteDirectory: this.#path(one, `${where} ${name}`), synchronizedBrowsing: textOf(one, 'SyncBrowsing') === '1' });
      if (parsed.success) return [parsed.data];
      this.#leave(where, 'invalid', name);
      return [];
    });
  }

  async #server(element: XmlElement, folders: readonly string[]): Promise<void> {
    const host = textOf(element, 'Host');
    const name = (textOf(element, 'Name') || element.text || host).slice(0, 200);
    const number = textOf(element, 'Protocol') || '0';
    const known = protocols[number];
    if (known === undefined) return this.#leave(name, 'protocol', otherProtocols[number] ?? number);
    const { protocol } = known;
    const secret = await this.#secret(element, name);
    if (textOf(element, 'DirectoryComparison') === '1') this.#leave(name, 'field', 'DirectoryComparison');
    const type = serverTypeNumbers[Number(textOf(element, 'Type') || 0)];
    const connections = Number(textOf(element, 'MaximumMultipleConnections'));
    const logon = this.#logon(element, name);
    const candidate = {
      name,
      profile: {
        protocol,
        host,
        port: Number(textOf(element, 'Port')) || defaultPort[protocol],
        logon,
        dataMode: dataModes[textOf(element, 'PasvMode')] ?? 'default',
        ...(textOf(element, 'EncodingType') === 'Custom' && { charset: textOf(element, 'CustomEncoding') }),
        ...(textOf(element, 'EncodingType') === 'UTF-8' && { charset: 'utf-8' }),
        ...(type !== undefined && type !== 'default' && { serverType: type }),
        ...(protocol !== 'sftp' && {
          ftp: ftpChoicesSchema.parse({
            tls: known.ifAvailable === true ? 'if-available' : 'required',
            account: textOf(element, 'Account'),
            timeOffsetMinutes: Number(textOf(element, 'TimezoneOffset')) || null,
            postLogin: child(element, 'PostLoginCommands')?.children.filter((one) => one.name === 'Command').map((one) => one.text) ?? [],
          }),
        }),
        ...(connections > 0 && { transfers: transferChoicesSchema.parse({ connections: Math.min(connections, 32) }) }),
        ...(textOf(element, 'BypassProxy') === '1' && { proxy: 'none' }),
      },
      remoteDirectory: this.#path(element, name),
      localDirectory: textOf(element, 'LocalDir'),
      synchronizedBrowsing: textOf(element, 'SyncBrowsing') === '1',
      colour: colours[Number(textOf(element, 'Colour') || 0)] ?? 'none',
      comment: textOf(element, 'Comments'),
      bookmarks: this.bookmarks(element, name),
    };
    const parsed = siteSchema.omit({ id: true, parent: true }).safeParse({ ...candidate, profile: profileSchema.safeParse(candidate.profile).data });
    if (parsed.success) this.sites.push({ folders, site: parsed.data, secret: logon.type === 'ask' || logon.type === 'interactive' ? null : secret });
    else this.#leave(name, 'invalid', parsed.error.issues[0]?.path.join('.') ?? '');
  }

  #logon(element: XmlElement, name: string): Logon {
    const user = textOf(element, 'User');
    switch (textOf(element, 'Logontype')) {
      case '0':
        return { type: 'anonymous' };
      case '2':
        return { type: 'ask', user };
      case '3':
        return { type: 'interactive', user };
      case '5':
        return { type: 'key-file', user, keyFile: textOf(element, 'Keyfile') };
      case '6':
        this.#leave(name, 'field', 'Logontype 6');
        return { type: 'ask', user };
      default:
        return user === '' ? { type: 'anonymous' } : { type: 'password', user };
    }
  }

  async #secret(element: XmlElement, name: string): Promise<string | null> {
    const pass = child(element, 'Pass');
    if (pass === null || pass.text === '') return null;
    const { encoding, pubkey } = pass.attributes;
    if (encoding === undefined) return pass.text;
    if (encoding === 'base64') return Buffer.from(pass.text, 'base64').toString('utf8');
    if (encoding !== 'crypt' || pubkey === undefined) {
      this.#leave(name, 'password-unreadable', encoding);
      return null;
    }
    const key = await this.#keyOf(pubkey);
    const opened = key === null ? null : openSealed(key, pass.text);
    if (key === null) this.locked = true;
    if (opened === null) this.#leave(name, key === null ? 'password-locked' : 'password-unreadable', '');
    return opened;
  }

  async #keyOf(name: string): Promise<MasterKey | null> {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const opened = this.#masterPassword === null ? null : await openMasterKey(name, this.#masterPassword);
    this.#keys.set(name, opened);
    return opened;
  }

  #path(element: XmlElement, where: string): string {
    const text = textOf(element, 'RemoteDir');
    if (text === '') return '';
    const path = readRemotePath(text);
    if (path === null) this.#leave(where, 'field', `RemoteDir ${text}`);
    return path ?? '';
  }

  #leave(where: string, reason: NotCarried['reason'], what: string): void {
    this.notCarried.push({ where, reason, what });
  }
}

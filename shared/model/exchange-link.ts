import { logonOfAddress } from './logon.ts';
import { defaultPort, isSsh, profileSchema, protocolSchema, type Profile } from './profile.ts';

/** What a `hawser://` link asks for. */
export interface HawserLink {
  readonly profile: Profile;
  /** The folder to open; empty for the server's own. */
  readonly path: string;
}

const known: ReadonlySet<string> = new Set(['protocol', 'host', 'port', 'user', 'path']);
const longest = 4096;

/**
 * Reads `hawser://connect?protocol=sftp&host=files.example.org&port=22&user=me&path=/www`; protocol, port, user and path may be missing. A
 * browser hands such a form on unchanged, which it does not do with an address within an address. Anything that is not known, stands twice
 * or cannot be seen is refused, and a password all the more: links lie around in histories and mails.
 */
export function readHawserLink(text: string): HawserLink | 'link-unreadable' | 'link-with-password' {
  const query = /^hawser:\/\/connect\/?\?([^#]*)$/iu.exec(text)?.[1];
  if (query === undefined || text.length > longest) return 'link-unreadable';
  const pairs = readQuery(query);
  if (pairs === null) return 'link-unreadable';
  const parameters = new Map(pairs);
  const names = pairs.map(([name]) => name);
  if (names.some((name) => /^(?:pass|password|passphrase|pwd|secret)$/iu.test(name))) return 'link-with-password';
  if (names.some((name) => !known.has(name)) || new Set(names).size !== names.length) return 'link-unreadable';
  const protocol = protocolSchema.safeParse(parameters.get('protocol') ?? 'sftp').data;
  const [host, user, path] = [parameters.get('host') ?? '', parameters.get('user') ?? '', parameters.get('path') ?? ''];
  const port = parameters.get('port') ?? '';
  // What turns the direction of writing or is not shown could make one server look like another.
  if (protocol === undefined || !/^[\p{L}\p{N}\p{M}._:%-]+$/u.test(host) || /[\p{C}\p{Zl}\p{Zp}]/u.test(user + path) || !/^\d{0,5}$/u.test(port)) return 'link-unreadable';
  if (user.includes(':') && user.includes('@')) return 'link-with-password';
  const profile = profileSchema.safeParse({
    protocol,
    host,
    port: port === '' ? defaultPort[protocol] : Number(port),
    logon: logonOfAddress(user, isSsh(protocol)),
  }).data;
  return profile === undefined ? 'link-unreadable' : { profile, path };
}

/** The names and values of application/x-www-form-urlencoded; null where a `%` begins no UTF-8. */
function readQuery(query: string): readonly (readonly [string, string])[] | null {
  const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
  try {
    return query.split('&').filter((pair) => pair !== '').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name), decoded(value.join('='))] as const;
    });
  } catch {
    return null;
  }
}

import { Failure } from '../engine/session/failure.ts';
import { commandSafe } from '../engine/session/command-safe.ts';
import { defaultPort, type Protocol } from '../../shared/model/profile.ts';

/** What a server's URL says. Never a secret: one that holds a password is refused. */
export interface Address {
  readonly protocol: Protocol;
  readonly host: string;
  readonly port: number;
  /** Null where the URL names nobody. */
  readonly user: string | null;
  /** Absolute, or relative to the user's home where it began with `~`; null where the URL names no path. */
  readonly path: { readonly from: 'root' | 'home'; readonly text: string } | null;
}

const schemes: Readonly<Record<string, Protocol>> = {
  ftp: 'ftp',
  ftps: 'ftps-implicit',
  ftpes: 'ftps-explicit',
  sftp: 'sftp',
  scp: 'scp',
};

/**
 * Takes `scheme://[user@]host[:port][/path]` apart (RFC 3986, with RFC 1738's view that FTP URLs have neither query nor fragment, so `?`
 * and `#` stand for themselves). User and path are percent-decoded; `/~/` begins at the user's home.
 * Fails with `password-in-url`, `bad-command-line` or `bad-argument`.
 */
export function parseAddress(url: string): Address {
  const parts = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?<authority>[^/]*)(?<path>\/.*)?$/isu.exec(url)?.groups;
  const protocol = parts && schemes[parts['scheme']!.toLowerCase()];
  if (!parts || !protocol) {
    // The text may hold a password, so it is not repeated.
    throw bad('An address looks like sftp://user@host:22/path and begins with ftp://, ftps:// (implicit TLS), ftpes:// (explicit TLS), sftp:// or scp://.');
  }
  const authority = parts['authority']!;
  const user = userOfUrl(authority);
  const { host, port } = placeOf(authority);
  return {
    protocol,
    host,
    port: port ?? defaultPort[protocol],
    user,
    path: parts['path'] === undefined ? null : readPath(decode(parts['path'])),
  };
}

/** The user of `user@host:port`; null where there is none. Fails with `password-in-url`. */
export function userOfUrl(authority: string): string | null {
  const user = authority.slice(0, Math.max(authority.lastIndexOf('@'), 0));
  if (user.includes(':')) throw Failure.of('password-in-url');
  return user === '' ? null : decode(user);
}

/** Host and port of `user@host:port`; null for a port that is not named. Fails with `bad-command-line`. */
export function placeOf(authority: string): { readonly host: string; readonly port: number | null } {
  const text = authority.slice(authority.lastIndexOf('@') + 1);
  const place = /^(?:\[(?<six>[0-9a-f:.]+(?:%[\w.-]+)?)\]|(?<name>[^:[\]@]+))(?::(?<port>\d{1,5}))?$/iu.exec(text)?.groups;
  if (!place) throw bad('The address names no host, or a port that is not a number.');
  const port = place['port'] === undefined ? null : Number(place['port']);
  if (port !== null && (port < 1 || port > 65535)) throw bad('A port is a number from 1 to 65535.');
  return { host: commandSafe(place['six'] ?? place['name']!), port };
}

function readPath(text: string): Address['path'] {
  const home = /^\/~(?:\/(?<rest>.*))?$/su.exec(text);
  return home ? { from: 'home', text: home.groups?.['rest'] ?? '' } : { from: 'root', text };
}

function decode(text: string): string {
  try {
    return commandSafe(decodeURIComponent(text));
  } catch (problem) {
    if (problem instanceof Failure) throw problem;
    throw bad('A percent sign in an address is written %25.');
  }
}

function bad(problem: string): Failure {
  return Failure.of('bad-command-line', { problem });
}

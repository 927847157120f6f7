import type { Protocol } from '../../shared/model/profile.ts';

/** What a typed host or URL says; absent parts were not in it. */
export interface Address {
  readonly protocol?: Protocol;
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly path?: string;
}

const schemes: Readonly<Record<string, Protocol>> = {
  ftp: 'ftp',
  ftps: 'ftps-implicit',
  'ftps-implicit': 'ftps-implicit',
  ftpes: 'ftps-explicit',
  'ftps-explicit': 'ftps-explicit',
  sftp: 'sftp',
  ssh: 'sftp',
  scp: 'scp',
};

/**
 * Splits `sftp://user:password@host:2222/path`, `user@host:port`, `[::1]:21` or a bare host. Null where the text has parts that cannot be
 * read: an unknown scheme, a port out of range, a space in the host.
 */
export function parseAddress(text: string): Address | null {
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+-]*):\/\/)?(.*)$/isu.exec(text.trim()) ?? [];
  const protocol = scheme === undefined ? undefined : schemes[scheme.toLowerCase()];
  if (scheme !== undefined && protocol === undefined) return null;

  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? '' : decode(rest.slice(slash));
  const at = authority.lastIndexOf('@');
  const [user, ...password] = at < 0 ? [''] : authority.slice(0, at).split(':');
  const server = splitPort(authority.slice(at + 1));
  if (server === null || server.host === '' || /[\s\p{Cc}/@]/u.test(server.host)) return null;
  return {
    ...(protocol === undefined ? {} : { protocol }),
    ...server,
    ...(user === undefined || user === '' ? {} : { user: decode(user) }),
    ...(password.length === 0 ? {} : { password: decode(password.join(':')) }),
    ...(path === '' || path === '/' ? {} : { path }),
  };
}

/** Whether the text holds more than a host, so that the other fields can be filled from it. */
export function isWholeAddress(text: string): boolean {
  return /:\/\/|@/u.test(text) || /^(?:\[[^\]]+\]|[^:\s]+):\d+$/u.test(text.trim());
}

function splitPort(server: string): { readonly host: string; readonly port?: number } | null {
  const bracketed = /^\[([^\]]+)\](?::(\d*))?$/u.exec(server);
  const simple = /^([^:]*)(?::(\d*))?$/u.exec(server);
  const parts = bracketed ?? simple;
  // A bare IPv6 address has several colons and no port.
  if (parts === null) return /^[0-9a-f:.]+(?:%\w+)?$/iu.test(server) ? { host: server } : null;
  const host = parts[1] ?? '';
  const digits = parts[2] ?? '';
  if (digits === '') return { host };
  const port = Number(digits);
  return port >= 1 && port <= 65535 ? { host, port } : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign means itself.
    return text;
  }
}

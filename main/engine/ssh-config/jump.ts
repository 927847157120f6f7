import { hopSchema, type Hop } from '../../../shared/model/tunnel.ts';

/**
 * Reads `[user@]host[:port]` or `ssh://[user@]host[:port]`, as ProxyJump and `ssh -J` take it. The user stays empty where none is named.
 * Null where it cannot be read.
 */
export function parseJump(text: string): Hop | null {
  const parts = /^(?:ssh:\/\/)?(?:(?<user>[^@\s]+)@)?(?:\[(?<six>[^\]\s]+)\]|(?<name>[^:@\s/[\]]+))(?::(?<port>\d{1,5}))?\/?$/iu.exec(text.trim())?.groups;
  if (parts === undefined) return null;
  const port = parts['port'] === undefined ? {} : { port: Number(parts['port']) };
  const hop = hopSchema.safeParse({ host: parts['six'] ?? parts['name'], ...port, logon: { type: 'password', user: parts['user'] ?? '' } });
  return hop.success ? hop.data : null;
}

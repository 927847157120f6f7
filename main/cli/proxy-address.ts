import { proxySchema, type Proxy } from '../../shared/model/proxy.ts';
import { Failure } from '../engine/session/failure.ts';
import { placeOf, userOfUrl } from './address.ts';

const schemes: Readonly<Record<string, Proxy['kind']>> = { socks: 'socks5', socks5: 'socks5', socks5h: 'socks5', socks4: 'socks4', socks4a: 'socks4', http: 'http' };
const usualPort: Readonly<Record<Proxy['kind'], number>> = { socks5: 1080, socks4: 1080, http: 8080 };

/** Reads `socks5://user@host:port`, `socks4://…` or `http://…`. Fails with `bad-command-line` or `password-in-url`. */
export function parseProxy(url: string): Proxy {
  const parts = /^(?<scheme>[a-z0-9]+):\/\/(?<authority>[^/]*)\/?$/isu.exec(url)?.groups;
  const kind = parts && schemes[parts['scheme']!.toLowerCase()];
  const place = parts && placeOf(parts['authority']!);
  // The text may hold a password, so it is not repeated.
  if (!kind || !place) throw Failure.of('bad-command-line', { problem: '--proxy takes socks5://user@host:1080, socks4://… or http://….' });
  return proxySchema.parse({ kind, host: place.host, port: place.port ?? usualPort[kind], user: userOfUrl(parts['authority']!) ?? '' });
}

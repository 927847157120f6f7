import { isIPv6 } from 'node:net';
import type { FtpConnection } from '../ftp/connection.ts';
import { plainAddress } from '../ftp/plain-address.ts';

/** One way in which two FTP servers can connect to each other: who listens, and for encrypted data who takes the client's part in TLS. */
export interface Way {
  readonly listens: 'source' | 'target';
  /** PASV, or CPSV (the listening server begins TLS as a client would). */
  readonly listening: 'PASV' | 'CPSV';
  /** Which server is told SSCN ON, so that it takes the client's part in TLS; null for none. */
  readonly client: 'source' | 'target' | null;
}

type Side = Pick<FtpConnection, 'control' | 'dataTls' | 'features'>;

/** The ways worth trying, in order; or in words why there is none. First those in which the source connects, since it then answers at once. */
export function waysBetween(source: Side, target: Side): readonly Way[] | string {
  const plain = (listens: Way['listens']): Way => ({ listens, listening: 'PASV', client: null });
  if (source.dataTls === null && target.dataTls === null) return [plain('target'), plain('source')];
  if (source.dataTls === null || target.dataTls === null) return 'One server encrypts its data and the other does not.';
  const ways: Way[] = [];
  for (const [listens, side] of [['target', target], ['source', source]] as const) {
    // Like PASV, CPSV has no room for an address of IPv6.
    if (side.features.names.has('CPSV') && !isIPv6(plainAddress(side.control.socket.remoteAddress))) ways.push({ listens, listening: 'CPSV', client: null });
  }
  for (const [client, side] of [['source', source], ['target', target]] as const) {
    if (!side.features.names.has('SSCN')) continue;
    ways.push({ listens: 'target', listening: 'PASV', client }, { listens: 'source', listening: 'PASV', client });
  }
  return ways.length > 0 ? ways : 'Neither server can take the client’s part in TLS (SSCN, CPSV), and their data is to be encrypted.';
}

/** A way in words, for the log. */
export function wayInWords({ listens, listening, client }: Way): string {
  const tls = client === null ? '' : `, encrypted with the ${client} as TLS client (SSCN)`;
  return `the ${listens === 'source' ? 'target connects to the source' : 'source connects to the target'} (${listening}${tls})`;
}

import { displayName } from '../../shared/format/display-name.ts';
import { checksumAlgorithms } from '../../shared/model/checksum.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Command } from './arguments.ts';
import { targets } from './remote-path.ts';
import type { Report } from './report.ts';
import type { Server } from './server.ts';

/** `sum <url> [path…]`: checksums that the server makes itself, by the strongest way that it has. */
export async function sum(server: Server, { paths }: Command): Promise<Report> {
  const sums: { readonly path: string; readonly algorithm: string; readonly sum: string }[] = [];
  for (const path of targets(server.base, paths, server.grammar)) sums.push({ path, ...(await strongest(server, path)) });
  return { document: () => ({ sums }), text: () => sums.map((one) => `${one.algorithm} ${one.sum}  ${displayName(one.path)}\n`).join(''), failures: [] };
}

async function strongest(server: Server, path: string): Promise<{ readonly algorithm: string; readonly sum: string }> {
  let first: unknown = null;
  for (const algorithm of checksumAlgorithms) {
    try {
      return { algorithm, sum: await server.operation((id) => server.engine.checksum(id, server.facts.session, path, algorithm)) };
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.data.code !== 'unsupported') throw thrown;
      first ??= thrown;
    }
  }
  throw first;
}

import { grammarOf } from '../../../shared/path/grammar.ts';
import type { ByteSource } from '../session/bytes.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { UploadOptions } from '../session/session.ts';
import { Execution } from './execution.ts';
import { CommandProblem } from './failures.ts';
import { Incoming } from './incoming.ts';
import { expectEnd, expectFine, FINE } from './protocol.ts';
import { runVerb, type ScpServer } from './server.ts';
import { stat } from './stat.ts';

const PIECE = 128 * 1024;
/** As a fresh file is made elsewhere: the server's umask takes off what it will. */
const MODE = '0666';

/** `scp -t`: the server is the target. scp wants the size before the first byte; where nobody knows it, the bytes go through `cat`. */
export function upload(server: ScpServer, source: ByteSource, path: string, { signal, offset }: UploadOptions): Promise<number> {
  return runVerb(server, 'scp -t', [path], async () => {
    throwIfCancelled(signal);
    if (offset > 0) throw Failure.of('not-supported', { host: server.host, what: 'resume over SCP' });
    const sent = await (source.size === null ? throughCat(server, source, path, signal) : throughScp(server, source, source.size, path, signal));
    server.log('reply', `${sent} bytes written`);
    return sent;
  });
}

async function throughScp(server: ScpServer, source: ByteSource, size: number, path: string, signal: AbortSignal): Promise<number> {
  const { parent, base } = grammarOf('unix');
  // Into the folder and never into a folder of the file's own name.
  const run = await Execution.start(server, 'env LC_ALL=C scp -d -t', [parent(path)], signal);
  try {
    const incoming = new Incoming(run);
    await expectFine(server, incoming);
    run.channel.write(Buffer.concat([Buffer.from(`C${MODE} ${size} `), server.charset.encode(base(path)), Buffer.from('\n')]));
    await expectFine(server, incoming);
    const sent = await pour(run, source, size, path).catch(async (problem: unknown) => {
      // A server that ends early has often said why between the bytes, as scp does.
      if (problem instanceof CommandProblem) await expectFine(server, incoming);
      throw problem;
    });
    if (sent !== size) throw Failure.of('wrong-size', { path, actual: sent, expected: size });
    run.channel.write(FINE);
    await expectFine(server, incoming);
    run.channel.end();
    await expectEnd(server, incoming);
    await run.finish();
    return sent;
  } finally {
    run.release();
  }
}

async function throughCat(server: ScpServer, source: ByteSource, path: string, signal: AbortSignal): Promise<number> {
  const run = await Execution.start(server, `env LC_ALL=C sh -c 'exec cat > "$1"' sh`, [path], signal);
  let sent: number;
  try {
    run.channel.resume();
    sent = await pour(run, source, Number.POSITIVE_INFINITY, path);
    run.channel.end();
    await run.finish();
  } finally {
    run.release();
  }
  const size = (await stat(server, path, signal))?.size ?? null;
  if (size !== sent) throw Failure.of('wrong-size', { path, actual: size ?? 0, expected: sent });
  return sent;
}

/** Sends all of the source. One that has more than `most` bytes has changed meanwhile. */
async function pour(run: Execution, source: ByteSource, most: number, path: string): Promise<number> {
  // Two pieces take turns, since a channel keeps what it cannot send yet.
  const pieces = [Buffer.allocUnsafeSlow(PIECE), Buffer.allocUnsafeSlow(PIECE)] as const;
  let under: Promise<void> = Promise.resolve();
  let sent = 0;
  for (let turn = 0; ; turn += 1) {
    const piece = pieces[turn % 2] as Buffer;
    const count = await run.resting(source.read(piece));
    if (count === 0) break;
    if (sent + count > most) throw Failure.of('wrong-size', { path, actual: sent + count, expected: most });
    await Promise.race([under, run.given, closedEarly(run)]);
    run.noteLife();
    under = new Promise((resolve) => run.channel.write(piece.subarray(0, count), () => resolve()));
    sent += count;
  }
  await Promise.race([under, run.given, closedEarly(run)]);
  return sent;
}

/** The command ended before it had everything; what it said tells why. */
async function closedEarly(run: Execution): Promise<never> {
  await run.closed;
  await run.finish([]);
  throw new Error('The command ended early.');
}

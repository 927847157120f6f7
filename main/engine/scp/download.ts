import { grammarOf } from '../../../shared/path/grammar.ts';
import type { ByteSink } from '../session/bytes.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { DownloadOptions } from '../session/session.ts';
import { Execution } from './execution.ts';
import { Incoming } from './incoming.ts';
import { expectEnd, expectFine, FINE, readFileLine } from './protocol.ts';
import { runVerb, type ScpServer } from './server.ts';

/** `scp -f`: the server is the source. A success when it said so, the count is what it announced, and the command ended well. */
export function download(server: ScpServer, path: string, sink: ByteSink, { signal, offset }: DownloadOptions): Promise<number> {
  return runVerb(server, 'scp -f', [path], async () => {
    throwIfCancelled(signal);
    if (offset > 0) throw Failure.of('not-supported', { host: server.host, what: 'resume over SCP' });
    const run = await Execution.start(server, 'env LC_ALL=C scp -f', [path], signal);
    try {
      const incoming = new Incoming(run);
      run.channel.write(FINE);
      const size = await readFileLine(server, incoming, grammarOf('unix').base(path));
      run.channel.write(FINE);
      let received = 0;
      while (received < size) {
        const bytes = await incoming.take(size - received);
        if (bytes === null) throw Failure.of('data-cut-short', { path, bytes: received }, run.words() || null);
        const pending = sink.write(bytes);
        received += bytes.length;
        if (pending !== undefined) await run.resting(pending);
      }
      await expectFine(server, incoming);
      run.channel.end(FINE);
      await expectEnd(server, incoming);
      await run.finish();
      server.log('reply', `${received} bytes read`);
      return received;
    } finally {
      run.release();
    }
  });
}

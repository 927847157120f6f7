import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';
import { TextSink } from './text-sink.ts';
import { TextSource } from './text-source.ts';

const signal = new AbortController().signal;
const lines = Buffer.from(Array.from({ length: 5_000 }, (_, index) => `line ${index}, naïve \u2028 and so on\n`).join(''));

describe.each([
  ['vsftpd-plain', ['ascii_upload_enable=YES', 'ascii_download_enable=YES']],
  ['proftpd-plain', []],
  ['pure-ftpd-plain', []],
] as const)('text on %s', (kind, configuration) => {
  async function open(choices: Partial<FtpChoices>) {
    const server = await startServer(kind, { configuration });
    onTestFinished(() => server.stop());
    await writeFile(join(server.root, 'down.txt'), lines);
    await server.handOver();
    const context = quietContext(server);
    const session = await openFtp({ ...profileOf(server, 'ftp'), ftp: ftpChoicesSchema.parse(choices) }, context);
    onTestFinished(() => session.close());
    return { server, session, log: context.lines };
  }

  it('keeps this system’s line ends here and the server’s there, by the site’s choice', async () => {
    const { server, session, log } = await open({ transferType: 'ascii' });
    const sink = memorySink();
    expect(await session.download('/down.txt', sink, { signal, offset: 0 })).toBe(lines.length);
    expect(sink.bytes().equals(lines)).toBe(true);
    expect(await session.upload(memorySource(lines), '/up.txt', { signal, offset: 0 })).toBe(lines.length);
    const there = await readFile(join(server.root, 'up.txt'));
    // Pure-FTPd stores the network's own line ends.
    expect(there.toString().replaceAll('\r\n', '\n')).toBe(lines.toString());
    expect(log.filter((line) => line === 'command TYPE A')).toHaveLength(1);
    expect(session.abilities).not.toContain('resumeUpload');
  });

  it('goes beside bytes as they are, transfer by transfer', async () => {
    const { server, session } = await open({});
    const bytes = Buffer.from([13, 10, 10, 13, 0, 255, 10]);
    await session.upload(memorySource(lines), '/text', { signal, offset: 0, text: true });
    await session.upload(memorySource(bytes), '/bytes', { signal, offset: 0 });
    expect((await readFile(join(server.root, 'bytes'))).equals(bytes)).toBe(true);
    expect((await session.stat('/bytes', signal))?.size).toBe(7);
  });
});

describe('line ends', () => {
  const chunkings = [1, 2, 3, 7];
  const wire = 'a\r\nb\r\n\r\nc\rd\r';
  it.each(chunkings)('become LF, cut into pieces of %i bytes', async (size) => {
    const inner = memorySink();
    const sink = new TextSink(inner);
    for (let at = 0; at < wire.length; at += size) await sink.write(Buffer.from(wire.slice(at, at + size)));
    await sink.finish();
    expect(inner.bytes().toString()).toBe('a\nb\n\nc\rd\r');
    expect(sink.count).toBe(9);
  });

  it.each([2, 3, 5, 64])('become CR LF, read in pieces of %i bytes', async (size) => {
    const source = new TextSource(memorySource(Buffer.from('a\nb\r\n\n\nc\r')));
    let all = '';
    for (;;) {
      const into = Buffer.alloc(size);
      const count = await source.read(into);
      if (count === 0) break;
      all += into.toString('latin1', 0, count);
    }
    expect(all).toBe('a\r\nb\r\n\r\n\r\nc\r');
    expect(source.count).toBe(9);
  });
});

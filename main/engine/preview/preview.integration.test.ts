import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shellLogon, withShell } from '../../../e2e/fixtures/scp-account.ts';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import type { FilePreview } from '../../../shared/model/file-preview.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import { openSession } from '../open.ts';
import { newOperation, startTestEngine, valueOf } from '../test-engine.ts';
import { madeUpPng } from './made-up-png.ts';

const page = '<!doctype html>\n<title>Häfen</title>\n';
const long = Array.from({ length: 600_000 }, (_, number) => `line ${number} of a log that is long\n`).join('');

const cases: readonly (readonly [ServerKind, 'scp' | null])[] = [
  ['vsftpd-plain', null], ['vsftpd-explicit', null], ['proftpd-plain', null], ['proftpd-explicit', null], ['pure-ftpd-plain', null], ['pure-ftpd-explicit', null], ['openssh', null], ['openssh', 'scp'],
];

it.each(cases)('shows what is in files of %s (%s), and reads no more of a large one than it shows', async (kind, scp) => {
  const server = await startServer(kind, scp === null ? {} : withShell);
  let read = 0;
  const engine = startTestEngine({
    open: async (profile, context) => {
      const session = await openSession(profile, context);
      return new Proxy(session, {
        get: (target, name) => {
          if (name !== 'download') return Reflect.get(target, name) as unknown;
          const download: typeof session.download = (path, sink, options) => session.download(path, { write: (bytes) => {
            read += bytes.length;
            return sink.write(bytes);
          } }, options);
          return download;
        },
      });
    },
  });
  try {
    const png = madeUpPng(3, 2);
    const files = { 'page.html': page, 'a.gif.php': png, 'long.log': long, noise: randomBytes(20_000_000), empty: '' };
    for (const [name, content] of Object.entries(files)) await writeFile(join(server.root, name), content);
    await server.handOver();
    const profile = profileSchema.parse({ protocol: scp ?? server.protocol, host: server.host, port: server.port, logon: scp === null ? { type: 'password', user: server.user } : shellLogon(server) });
    const { session } = await engine.connect(profile, server.password);
    const inside = (name: string): string => `${server.homePath === '/' ? '' : server.homePath}/${name}`;
    const see = async (name: string): Promise<FilePreview> => valueOf(await engine.client.preview(newOperation(), { session, path: inside(name) }, null));

    expect(await see('page.html')).toEqual({ kind: 'text', text: page, whole: true });
    expect(await see('a.gif.php')).toEqual({ kind: 'image', type: 'image/png', width: 3, height: 2, data: png.toString('base64') });
    expect(await see('empty')).toEqual({ kind: 'text', text: '', whole: true });
    for (let round = 0; round < 3; round++) {
      read = 0;
      expect(await see('long.log')).toEqual({ kind: 'text', text: long.slice(0, 65_536), whole: false });
      expect(await see('noise')).toEqual({ kind: 'none', why: 'binary' });
      expect(read).toBeLessThan(2_000_000);
    }
    // The same session goes on.
    expect(await see('page.html')).toEqual({ kind: 'text', text: page, whole: true });
    expect(valueOf(await engine.client.list(newOperation(), session, server.homePath, { fresh: true })).count).toBeGreaterThanOrEqual(5);
    expect(await engine.client.preview(newOperation(), { session, path: inside('missing') }, null)).toMatchObject({ ok: false, failure: { reason: 'no-such-file' } });
    expect(engine.events.filter(({ type }) => type === 'session-lost')).toEqual([]);

    const operation = newOperation();
    const cancelled = engine.client.preview(operation, { session, path: inside('long.log') }, null);
    valueOf(await engine.client.cancel(operation));
    expect(await cancelled).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    expect(await see('page.html')).toMatchObject({ kind: 'text', whole: true });
  } finally {
    await engine.close();
    await server.stop();
  }
});

it('shows files of this computer, and no pipe or folder', async () => {
  const engine = startTestEngine();
  const see = (path: string) => engine.client.preview(newOperation(), { session: LOCAL_SESSION, path }, null);
  expect(await see(import.meta.filename)).toMatchObject({ ok: true, value: { kind: 'text', whole: true } });
  expect(await see('/dev/zero')).toMatchObject({ ok: false, failure: { reason: 'local-failed' } });
  expect(await see(import.meta.dirname)).toMatchObject({ ok: false });
  await engine.close();
});

import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open as openFile, readFile, stat as statOnDisk, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry, TimePrecision } from '../../../shared/model/entry.ts';
import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { Failure } from './failure.ts';
import { memorySink, memorySource } from './memory.ts';
import type { Session } from './session.ts';

export interface ConformanceTarget {
  readonly session: Session;
  /** Path, on the session, of an empty directory that it may write in. */
  readonly root: string;
  /** The same directory on the local disk, so that the suite sees what really lies there. */
  readonly localRoot: string;
  /** Path, on the session, of a directory that it may neither list nor write in; null where the user may do everything. */
  readonly denied?: string | null;
  close(): Promise<void>;
}

export interface ConformanceFacts {
  /** False where the server itself cannot hold names that are no UTF-8. */
  readonly rawNames?: boolean;
  /** Names that this server, by its own making, cannot hold or list. Each wants a reason beside it. */
  readonly impossible?: readonly string[];
}

const oddNames = [
  'with space', ' leading space', 'trailing space ', 'two  spaces', '-leading-dash', '--help', "quote'single", 'quote"double', 'back`tick',
  'back\\slash', 'star*', 'question?', '[brackets]', '{braces}', 'percent%20', 'hash#', 'semi;colon', 'amp&ersand', 'dollar$HOME', '~tilde',
  '.hidden', 'Größe.txt', 'e\u0301-decomposed', '日本語', '🙂', 'مرحبا', 'a -> b', 'UPPER', '100', 'x'.repeat(200),
] as const;

const never = new AbortController().signal;
const missing: readonly FailureReason[] = ['no-such-file', 'local-missing'];
const denials: readonly FailureReason[] = ['permission-denied', 'local-denied', 'server-refused'];
const existing: readonly FailureReason[] = ['already-exists', 'local-exists'];

/** The reason that a promise fails for. Anything but a Failure is a broken session. */
async function reasonOf(promise: Promise<unknown>): Promise<FailureReason | 'no failure'> {
  try {
    await promise;
    return 'no failure';
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Failure);
    return (thrown as Failure).data.reason;
  }
}

/** The time as a row of this precision tells it. */
function atPrecision(at: number, precision: TimePrecision = 'millisecond'): number {
  const unit = { day: 86_400_000, minute: 60_000, second: 1000, millisecond: 1 }[precision];
  return at - (at % unit);
}

/** The one suite that every protocol passes against every kind of server. `open` gives a signed-in session; it is called several times. */
export function describeSession(name: string, open: () => Promise<ConformanceTarget>, facts: ConformanceFacts = {}): void {
  describe(`${name}: session`, () => {
    let target: ConformanceTarget;
    let session: Session;
    let count = 0;
    let directory = '';
    let onDisk = '';
    const at = (...names: readonly string[]) => names.reduce((path, next) => grammarOf(session.grammar).join(path, next), directory);

    const list = async (path: string, from: Session = session): Promise<Entry[]> => {
      const rows: Entry[] = [];
      await from.list(path, { signal: never, onEntries: (entries) => rows.push(...entries) });
      return rows;
    };
    const put = (path: string, bytes: Uint8Array) => session.upload(memorySource(bytes), path, { signal: never, offset: 0 });
    const get = async (path: string) => {
      const sink = memorySink();
      const bytes = await session.download(path, sink, { signal: never, offset: 0 });
      expect(bytes).toBe(sink.bytes().length);
      return sink.bytes();
    };
    /** After a broken-off transfer: the session either works on or has ended; it never lies there dead. */
    const worksOrEnded = async (tried: Session, path: string) => {
      const ended = tried.ended.then(() => 'ended');
      const works = list(path, tried).then(() => 'works', () => ended);
      expect(['works', 'ended']).toContain(await Promise.race([works, ended]));
    };

    beforeAll(async () => {
      target = await open();
      session = target.session;
    });
    afterAll(async () => {
      await target?.close();
    });
    beforeEach(async () => {
      const folder = `case-${++count}`;
      directory = grammarOf(session.grammar).join(target.root, folder);
      onDisk = join(target.localRoot, folder);
      await session.makeDirectory(directory);
    });

    it('has a method for each ability, and an ability for each method', () => {
      const methods = ['setMode', 'setTime', 'readLink', 'makeLink', 'checksum', 'copy', 'raw'] as const;
      for (const method of methods) expect([method, session[method] !== undefined]).toEqual([method, session.abilities.includes(method)]);
      expect(session.concurrency).toBeGreaterThanOrEqual(1);
      expect(grammarOf(session.grammar).isAbsolute(session.home)).toBe(true);
    });

    it('lists nothing in an empty directory', async () => {
      expect(await list(directory)).toEqual([]);
    });

    it('uploads, lists, stats and downloads a file', async () => {
      const bytes = Buffer.from('Moin, moin.\r\nSecond line\n\u0000end');
      const before = Date.now();
      expect(await put(at('hello.txt'), bytes)).toBe(bytes.length);
      expect(await readFile(join(onDisk, 'hello.txt'))).toEqual(bytes);
      const [entry, ...rest] = await list(directory);
      expect(rest).toEqual([]);
      expect(entry).toMatchObject({ name: 'hello.txt', kind: 'file', size: bytes.length });
      // A day: listings of some servers tell no more than the date, in their own time zone.
      expect(Math.abs((entry?.modified?.at ?? 0) - before)).toBeLessThan(26 * 3_600_000);
      expect(await session.stat(at('hello.txt'), never)).toMatchObject({ name: 'hello.txt', kind: 'file', size: bytes.length });
      expect(await get(at('hello.txt'))).toEqual(bytes);
    });

    it('tells a directory from a file, and null from both', async () => {
      await session.makeDirectory(at('sub'));
      expect(await session.stat(at('sub'), never)).toMatchObject({ name: 'sub', kind: 'directory' });
      expect(await list(directory)).toMatchObject([{ name: 'sub', kind: 'directory' }]);
      expect(await session.stat(at('nothing'), never)).toBeNull();
    });

    it('moves an empty file both ways', async () => {
      expect(await put(at('empty'), Buffer.alloc(0))).toBe(0);
      expect((await readFile(join(onDisk, 'empty'))).length).toBe(0);
      expect((await get(at('empty'))).length).toBe(0);
    });

    it('moves 5 MB of random bytes both ways', async () => {
      const bytes = randomBytes(5_000_001);
      expect(await put(at('random'), bytes)).toBe(bytes.length);
      expect(bytes.equals(await readFile(join(onDisk, 'random')))).toBe(true);
      expect(bytes.equals(await get(at('random')))).toBe(true);
    });

    it('waits for a slow sink and leaves its memory alone meanwhile', async () => {
      const bytes = randomBytes(3_000_000);
      await writeFile(join(onDisk, 'slow'), bytes);
      const parts: Buffer[] = [];
      let writing = false;
      const received = await session.download(at('slow'), {
        write: async (part) => {
          expect(writing).toBe(false);
          writing = true;
          await new Promise((resolve) => { setTimeout(resolve, 1); });
          parts.push(Buffer.from(part));
          writing = false;
        },
      }, { signal: never, offset: 0 });
      expect(received).toBe(bytes.length);
      expect(bytes.equals(Buffer.concat(parts))).toBe(true);
    });

    it('takes a source that is slow, gives little at a time and does not know its size', async () => {
      const bytes = randomBytes(100_000);
      let position = 0;
      const sent = await session.upload({
        size: null,
        read: async (into) => {
          await new Promise((resolve) => { setImmediate(resolve); });
          const part = bytes.subarray(position, position + Math.min(into.length, 7_001));
          into.set(part);
          position += part.length;
          return part.length;
        },
      }, at('trickle'), { signal: never, offset: 0 });
      expect(sent).toBe(bytes.length);
      expect(bytes.equals(await readFile(join(onDisk, 'trickle')))).toBe(true);
    });

    it('replaces a longer file by a shorter one', async () => {
      await put(at('file'), Buffer.from('a long content'));
      await put(at('file'), Buffer.from('short'));
      expect((await readFile(join(onDisk, 'file'))).toString()).toBe('short');
    });

    it('resumes a download at an offset, where it can', async () => {
      const bytes = randomBytes(300_000);
      await writeFile(join(onDisk, 'resume'), bytes);
      if (!session.abilities.includes('resumeDownload')) return;
      const sink = memorySink();
      expect(await session.download(at('resume'), sink, { signal: never, offset: 123_456 })).toBe(bytes.length - 123_456);
      expect(bytes.subarray(123_456).equals(sink.bytes())).toBe(true);
    });

    it('resumes an upload at an offset, where it can', async () => {
      const bytes = randomBytes(300_000);
      await put(at('resume'), bytes.subarray(0, 123_456));
      if (!session.abilities.includes('resumeUpload')) return;
      expect(await session.upload(memorySource(bytes.subarray(123_456)), at('resume'), { signal: never, offset: 123_456 })).toBe(bytes.length - 123_456);
      expect(bytes.equals(await readFile(join(onDisk, 'resume')))).toBe(true);
    });

    it.each(oddNames.filter((odd) => facts.impossible?.includes(odd) !== true))('keeps the name “%s”', async (odd) => {
      await put(at(odd), Buffer.from(odd));
      expect((await list(directory)).map((entry) => entry.name)).toEqual([odd]);
      expect((await readFile(join(onDisk, odd))).toString()).toBe(odd);
      expect((await get(at(odd))).toString()).toBe(odd);
      expect(await session.stat(at(odd), never)).toMatchObject({ name: odd, kind: 'file' });
      await session.rename(at(odd), at('plain'));
      await session.rename(at('plain'), at(odd));
      await session.remove(at(odd), 'file');
      await session.makeDirectory(at(odd));
      expect(await list(at(odd))).toEqual([]);
      await session.remove(at(odd), 'directory');
      expect(await list(directory)).toEqual([]);
    });

    it('gives names that are no UTF-8 back byte for byte, where the server can hold them', async () => {
      if (facts.rawNames === false) return;
      const bytes = Buffer.concat([Buffer.from(`${onDisk}/caf`), Buffer.from([0xe9])]);
      await writeFile(bytes, 'latin');
      // The test may run as another user than the server's.
      await chmod(bytes, 0o666);
      expect((await list(directory)).map((entry) => entry.name)).toEqual(['caf\udce9']);
      expect((await get(at('caf\udce9'))).toString()).toBe('latin');
      await put(at('caf\udce9'), Buffer.from('again'));
      expect((await readFile(bytes)).toString()).toBe('again');
      await session.remove(at('caf\udce9'), 'file');
      expect(await list(directory)).toEqual([]);
    });

    it('lists 2,000 files, each once', async () => {
      const names = Array.from({ length: 2_000 }, (_, index) => `file ${index}.dat`);
      await Promise.all(names.map((each) => writeFile(join(onDisk, each), each)));
      const rows = await list(directory);
      expect(rows.map((row) => row.name).toSorted()).toEqual(names.toSorted());
      expect(rows.every((row) => row.kind === 'file' && row.size === row.name.length)).toBe(true);
    });

    it('stops a listing when it is cancelled', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, index) => writeFile(join(onDisk, `${index}`), '')));
      const cancel = new AbortController();
      cancel.abort();
      expect(await reasonOf(session.list(directory, { signal: cancel.signal, onEntries: () => {} }))).toBe('cancelled');
      expect(await list(directory)).toHaveLength(50);
    });

    it('renames files and directories', async () => {
      await put(at('one'), Buffer.from('1'));
      await session.makeDirectory(at('dir'));
      await session.rename(at('one'), at('dir', 'two'));
      await session.rename(at('dir'), at('moved'));
      expect(await list(directory)).toMatchObject([{ name: 'moved', kind: 'directory' }]);
      expect((await get(at('moved', 'two'))).toString()).toBe('1');
    });

    it('removes files and empty directories, and no full ones', async () => {
      await session.makeDirectory(at('dir'));
      await put(at('dir', 'file'), Buffer.from('1'));
      expect(await reasonOf(session.remove(at('dir'), 'directory'))).not.toBe('no failure');
      expect(await list(at('dir'))).toHaveLength(1);
      await session.remove(at('dir', 'file'), 'file');
      await session.remove(at('dir'), 'directory');
      expect(await list(directory)).toEqual([]);
    });

    it('says what is missing', async () => {
      expect(missing).toContain(await reasonOf(get(at('nothing'))));
      expect(missing).toContain(await reasonOf(list(at('nothing'))));
      expect(missing).toContain(await reasonOf(session.remove(at('nothing'), 'file')));
      expect(missing).toContain(await reasonOf(session.rename(at('nothing'), at('else'))));
      expect(missing).toContain(await reasonOf(put(at('no-folder', 'file'), Buffer.from('x'))));
      expect(await list(directory)).toEqual([]);
    });

    it('says what exists already', async () => {
      await session.makeDirectory(at('dir'));
      expect(existing).toContain(await reasonOf(session.makeDirectory(at('dir'))));
    });

    it('says what is denied', async () => {
      if (typeof target.denied !== 'string') return;
      const inside = grammarOf(session.grammar).join(target.denied, 'file');
      expect(denials).toContain(await reasonOf(list(target.denied)));
      expect(denials).toContain(await reasonOf(put(inside, Buffer.from('x'))));
      expect(await list(directory)).toEqual([]);
    });

    it.each(['line\nbreak', 'carriage\rreturn', 'nul\0byte'])('refuses %j before anything is sent', async (bad) => {
      for (const attempt of [
        () => list(at(bad)), () => get(at(bad)), () => put(at(bad), Buffer.from('x')), () => session.stat(at(bad), never),
        () => session.remove(at(bad), 'file'), () => session.makeDirectory(at(bad)), () => session.rename(at(bad), at('x')),
        () => session.rename(at('x'), at(bad)),
      ]) {
        expect(await reasonOf(attempt())).toBe('bad-argument');
      }
      expect(await list(directory)).toEqual([]);
    });

    it('shows links as links, and removes them without what they lead to', async () => {
      if (session.makeLink === undefined) return;
      await session.makeDirectory(at('real'));
      await put(at('real', 'kept'), Buffer.from('kept'));
      await session.makeLink('real', at('link'));
      const link = (await list(directory)).find((entry) => entry.name === 'link');
      expect(link).toMatchObject({ kind: 'link' });
      expect(await session.stat(at('link'), never)).toMatchObject({ kind: 'link' });
      // ProFTPD resolves what a link leads to against its chroot.
      expect(['real', at('real')]).toContain(await session.readLink?.(at('link')));
      await session.remove(at('link'), 'file');
      expect((await get(at('real', 'kept'))).toString()).toBe('kept');
    });

    it('tells where links to directories lead', async () => {
      await session.makeDirectory(at('real'));
      await put(at('file'), Buffer.from('x'));
      const links = { there: '../real', back: '..', file: '../file', nowhere: 'nothing', itself: 'itself' };
      await mkdir(join(onDisk, 'links'));
      for (const [name, text] of Object.entries(links)) await symlink(text, join(onDisk, 'links', name));
      await chmod(join(onDisk, 'links'), 0o755);
      const resolve = (...names: readonly string[]) => session.resolveDirectory(at(...names));
      const own = await resolve();
      expect(own?.endsWith(`/case-${count}`)).toBe(true);
      expect(await resolve('links', 'there')).toBe(`${own}/real`);
      expect(await resolve('links', 'back')).toBe(own);
      for (const name of ['file', 'nowhere', 'itself']) expect([name, await resolve('links', name)]).toEqual([name, null]);
      expect(await resolve('missing')).toBeNull();
    });

    it('sets mode and time, where it can', async () => {
      await put(at('file'), Buffer.from('x'));
      await session.setMode?.(at('file'), 0o640);
      await session.setTime?.(at('file'), Date.UTC(2001, 1, 3, 4, 5, 6));
      const entry = await session.stat(at('file'), never);
      if (session.setMode !== undefined) expect((entry?.mode ?? 0) & 0o777).toBe(0o640);
      if (session.setTime !== undefined) {
        // LIST tells old times by the day.
        expect(entry?.modified).toEqual({ at: atPrecision(Date.UTC(2001, 1, 3, 4, 5, 6), entry?.modified?.precision), precision: expect.any(String) });
        expect((await statOnDisk(join(onDisk, 'file'))).mtimeMs).toBe(Date.UTC(2001, 1, 3, 4, 5, 6));
      }
    });

    it('fails as the sink or the source does, and works on or has ended', async () => {
      const own = await open();
      try {
        await writeFile(join(onDisk, 'big'), Buffer.alloc(8_000_000));
        const broken = () => Promise.reject(Failure.of('disk-full', { path: 'x' }));
        expect(await reasonOf(own.session.download(at('big'), { write: broken }, { signal: never, offset: 0 }))).toBe('disk-full');
        await worksOrEnded(own.session, directory);
      } finally {
        await own.close();
      }
      const other = await open();
      try {
        const broken = () => Promise.reject(Failure.of('local-failed', { path: 'x' }));
        expect(await reasonOf(other.session.upload({ size: 10, read: broken }, at('up'), { signal: never, offset: 0 }))).toBe('local-failed');
        await worksOrEnded(other.session, directory);
      } finally {
        await other.close();
      }
    });

    it('cancels in the middle of a download, and works on or has ended', async () => {
      const own = await open();
      try {
        const file = await openFile(join(onDisk, 'huge'), 'w');
        await file.truncate(400_000_000);
        await file.close();
        const cancel = new AbortController();
        let bytes = 0;
        const download = own.session.download(at('huge'), {
          write: (part) => {
            bytes += part.length;
            if (bytes > 300_000) cancel.abort();
            return undefined;
          },
        }, { signal: cancel.signal, offset: 0 });
        expect(await reasonOf(download)).toBe('cancelled');
        expect(bytes).toBeLessThan(400_000_000);
        await worksOrEnded(own.session, directory);
      } finally {
        await own.close();
      }
    });

    it('cancels in the middle of an upload, and works on or has ended', async () => {
      const own = await open();
      try {
        const cancel = new AbortController();
        let bytes = 0;
        const upload = own.session.upload({
          size: null,
          read: async (into) => {
            await new Promise((resolve) => { setImmediate(resolve); });
            bytes += into.length;
            if (bytes > 1_000_000) cancel.abort();
            return into.length;
          },
        }, at('endless'), { signal: cancel.signal, offset: 0 });
        expect(await reasonOf(upload)).toBe('cancelled');
        await worksOrEnded(own.session, directory);
      } finally {
        await own.close();
      }
    });

    it('may be closed twice, and refuses what comes after', async () => {
      const own = await open();
      await own.session.close();
      await own.session.close();
      await own.session.ended;
      expect(await reasonOf(list(directory, own.session))).not.toBe('no failure');
      await own.close();
    });
  });
}

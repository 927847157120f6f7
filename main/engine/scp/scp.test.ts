import { describe, expect, it } from 'vitest';
import { utf8 } from '../charset/utf8.ts';
import { Failure } from '../session/failure.ts';
import { CommandProblem, scpFailure } from './failures.ts';
import { readRow } from './listing-line.ts';
import { expectEnd, expectFine, readFileLine } from './protocol.ts';

const server = { host: 'h', charset: utf8 };

/** A far side that says this and no more. */
function saying(text: string) {
  let rest = Buffer.from(text, 'latin1');
  return {
    byte: () => {
      const first = rest[0] ?? null;
      rest = rest.subarray(1);
      return Promise.resolve(first);
    },
    line: () => {
      const end = rest.indexOf(10);
      const line = end < 0 ? null : rest.subarray(0, end);
      rest = rest.subarray(end + 1);
      return Promise.resolve(line);
    },
    whyEnded: () => Promise.reject(new CommandProblem('sh: scp: not found', 127)),
  };
}

const reasonOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (problem: unknown) => scpFailure(problem, 'h', '/p').data.reason);

describe('what a server announces', () => {
  it('is the file that was asked for', async () => {
    expect(await readFileLine(server, saying('C0644 1234 a b.txt\n'), 'a b.txt')).toBe(1234);
    expect(await readFileLine(server, saying('C0644 0 gr\xc3\xbc\xdf\n'), 'grü\udcdf')).toBe(0);
  });

  it.each([
    ['C0644 5 ../../etc/cron.d/x\n', 'unsafe-name'], ['C0644 5 other\n', 'unsafe-name'], ['C0644 5 ..\n', 'unsafe-name'], ['C0644 5 file/x\n', 'unsafe-name'],
    ['D0755 0 file\n', 'bad-reply'], ['T1 0 1 0\nC0644 5 file\n', 'bad-reply'], ['C0644 -5 file\n', 'bad-reply'], ['C0644 99999999999999999999 file\n', 'bad-reply'],
    ['C0644 9007199254740993 file\n', 'bad-reply'], ['C0644 5x file\n', 'bad-reply'], ['C0644 5 file', 'bad-reply'], ['Welcome to h!\n', 'bad-reply'],
    ['\x01scp: /p: No such file or directory\n', 'no-such-file'], ['\x02scp: /p: Permission denied\n', 'permission-denied'],
  ])('is refused where it is something else: %j', async (said, reason) => {
    expect(await reasonOf(readFileLine(server, saying(said), 'file'))).toBe(reason);
  });

  it('is confirmed, and followed by nothing', async () => {
    expect(await reasonOf(expectFine(server, saying('\0')))).toBe('none');
    expect(await reasonOf(expectFine(server, saying('\x01scp: /p: No space left on device\n')))).toBe('server-full');
    expect(await reasonOf(expectFine(server, saying('x')))).toBe('bad-reply');
    expect(await reasonOf(expectFine(server, saying('')))).toBe('not-supported');
    expect(await reasonOf(expectEnd(server, saying('')))).toBe('none');
    expect(await reasonOf(expectEnd(server, saying('C0644 5 more\n')))).toBe('bad-reply');
  });
});

describe('a row of ls', () => {
  const read = (line: string, gnu = true) => readRow(Buffer.from(line, 'latin1'), gnu, utf8, Date.UTC(2026, 0, 1));

  it('of GNU’s has one meaning, whatever the name', () => {
    expect(read(String.raw`-rw-r--r-- 1 ada staff 12 978494706 "two\nlines \"q\" \\ \303\244\377 -> x"`)).toMatchObject({
      name: 'two\nlines "q" \\ ä\udcff -> x', kind: 'file', size: 12, mode: 0o644, owner: 'ada', modified: { at: 978_494_706_000, precision: 'second' },
    });
    expect(read('lrwxrwxrwx 1 0 0 4 -1 "a" -> "b -> c"/')).toMatchObject({ name: 'a', kind: 'link', linkTarget: 'b -> c', targetKind: 'directory', modified: { at: -1000 } });
    expect(read('drwxr-xr-x+ 2 0 0 4096 1 "d"/')).toMatchObject({ name: 'd', kind: 'directory' });
    expect(read('brw-rw---- 1 root disk 8, 0 1 "sda"')).toMatchObject({ name: 'sda', kind: 'other', size: null });
    expect(read('total 12')).toBe('skip');
    expect(read('Welcome!')).toBeNull();
  });

  it('of another is read by its columns', () => {
    expect(read('-rw-r--r--    1 1000     1000           12 Jan  3 2001 a b', false)).toMatchObject({ name: 'a b', size: 12, owner: '1000' });
  });
});

describe('what a command says', () => {
  it.each([
    ['mkdir: cannot create directory ‘/p’: File exists', 1, 'already-exists'], ['rmdir: failed to remove ‘/p’: Directory not empty', 1, 'not-empty'],
    ['sh: 1: scp: not found', 127, 'not-supported'], ['', 1, 'server-refused'],
  ])('%j', (words, status, reason) => expect(scpFailure(new CommandProblem(words, status), 'h', '/p').data.reason).toBe(reason));

  it('stays a failure where it is one', () => expect(scpFailure(Failure.of('cancelled'), 'h', '/p').data.reason).toBe('cancelled'));
});

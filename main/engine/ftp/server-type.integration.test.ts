import { describe, expect, it, onTestFinished } from 'vitest';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import { startFtpDouble, type FtpDouble, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { sendData } from '../../../e2e/fixtures/ftp-double-verbs.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import type { ServerType } from '../../../shared/model/server-type.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

const never = new AbortController().signal;

interface Opened {
  readonly double: FtpDouble;
  readonly session: Session;
  readonly context: RecordingContext;
}

const say = (text: string) => (session: FtpDoubleSession) => session.reply(text);

/** A server that is somewhere, calls itself something, and lists the same everywhere. Takes any path for right. */
async function open(home: string, system: string, listing: readonly string[], serverType?: ServerType, changes: FtpScript = {}): Promise<Opened> {
  const script: FtpScript = {
    PWD: say(`257 "${home}" is the current directory.`),
    SYST: say(`215 ${system}`),
    CWD: say('250 There.'),
    LIST: (session) => sendData(session, listing.map((line) => `${line}\r\n`).join('')),
    RETR: (session) => sendData(session, 'content'),
    MKD: say('257 Made.'),
    RMD: say('250 Gone.'),
    DELE: say('250 Gone.'),
    ...changes,
  };
  const double = await startFtpDouble({ script, features: [] });
  onTestFinished(() => double.stop());
  const context = quietContext(double);
  const session = await openFtp({ ...profileOf(double, 'ftp'), ...(serverType === undefined ? {} : { serverType }) }, context);
  onTestFinished(() => session.close());
  return { double, session, context };
}

async function rowsOf(session: Session, path: string): Promise<readonly Entry[]> {
  const rows: Entry[] = [];
  await session.list(path, { signal: never, onEntries: (entries) => rows.push(...entries) });
  return rows;
}

describe('a server of VMS', () => {
  const listing = ['Directory DKA0:[ADA]', '', 'CHARTS.DIR;1   1/3  11-FEB-2026 07:45  [ADA]', 'A_NAME_TOO_LONG_FOR_ONE_LINE.TXT;1', '   3/6  11-FEB-2026 07:45  [ADA]', '[-]OUT.TXT;1  1  11-FEB-2026 07:45', '', 'Total of 3 files, 5/12 blocks.'];

  it('is known by its home and SYST, and spoken to in its own paths', async () => {
    const { session, double, context } = await open('DKA0:[ADA]', 'VMS OpenVMS V8.4', listing);
    expect([session.grammar, session.home]).toEqual(['vms', 'DKA0:[ADA]']);
    const rows = await rowsOf(session, session.home);
    expect(rows.map(({ name, kind }) => `${kind} ${name}`)).toEqual(['directory CHARTS', 'file A_NAME_TOO_LONG_FOR_ONE_LINE.TXT;1']);
    expect(context.lines.join('\n')).toContain('lead out of the directory');
    const { join } = grammarOf(session.grammar);
    await rowsOf(session, join(session.home, 'CHARTS'));
    const sink = memorySink();
    expect(await session.download(join(session.home, 'SAILS.TXT;3'), sink, { signal: never, offset: 0 })).toBe(7);
    await session.makeDirectory(join(session.home, 'NEW'));
    await session.remove(join(session.home, 'NEW'), 'directory');
    await session.remove(join(session.home, 'SAILS.TXT;3'), 'file');
    await session.upload(memorySource(Buffer.from('x')), join(session.home, 'UP.TXT'), { signal: never, offset: 0 });
    const sent = double.commands.filter((line) => /^(?:CWD|LIST|RETR|MKD|RMD|DELE|STOR)/u.test(line));
    expect(sent).toEqual([
      'CWD DKA0:[ADA]', 'LIST', 'CWD DKA0:[ADA.CHARTS]', 'LIST', 'RETR DKA0:[ADA]SAILS.TXT;3', 'MKD DKA0:[ADA.NEW]', 'RMD DKA0:[ADA.NEW]', 'DELE DKA0:[ADA]SAILS.TXT;3', 'STOR DKA0:[ADA]UP.TXT',
    ]);
  });

  it('finds one entry in the listing of the directory above', async () => {
    const { session } = await open('DKA0:[ADA]', 'VMS OpenVMS V8.4', listing);
    expect(await session.stat('DKA0:[ADA]CHARTS', never)).toMatchObject({ name: 'CHARTS', kind: 'directory' });
    expect(await session.stat('DKA0:[ADA]NOTHING', never)).toBeNull();
    expect(await session.stat('DKA0:[000000]', never)).toMatchObject({ kind: 'directory' });
  });
});

describe('other types of server', () => {
  it('MVS: data sets, members, and short words for members', async () => {
    const { session, double } = await open("'ADA.'", 'MVS is the operating system of this server.', ['MEMBER01', 'MEMBER02  01.07 2025/11/30 2026/02/11 07:45   120   118     0 ADA']);
    expect([session.grammar, session.home]).toEqual(['mvs', "'ADA.'"]);
    expect((await rowsOf(session, "'ADA.PDS'")).map(({ name }) => name)).toEqual(['MEMBER01', 'MEMBER02']);
    expect(double.commands).toContain("CWD 'ADA.PDS'");
  });

  it('what the profile says stands, whatever the server says', async () => {
    const { session, double } = await open('\\SYS.$VOL.SUBVOL', 'UNIX Type: L8', ['REPORT  101  20736 11-Feb-26 07:45:59 120, 17 "nnnn"'], 'nonstop');
    expect(session.grammar).toBe('nonstop');
    expect((await rowsOf(session, session.home)).map(({ name }) => name)).toEqual(['REPORT']);
    await session.remove('\\SYS.$VOL.SUBVOL.REPORT', 'file');
    expect(double.commands).toContain('DELE \\SYS.$VOL.SUBVOL.REPORT');
  });

  it('z/VM: files of the shared file system are written as the server wants them', async () => {
    const { session, double } = await open('POOL1:ADA.', 'z/VM Version 7', []);
    expect(session.grammar).toBe('zvm');
    await session.remove(grammarOf('zvm').join(session.home, 'NOTES.TXT'), 'file');
    expect(double.commands).toContain('DELE POOL1:ADA.NOTES.TXT');
  });

  it('Unix: neither asked for its type nor taken for another', async () => {
    const { session } = await open('/home/ada', 'VMS OpenVMS V8.4', ['-rw-r--r-- 1 ada crew 1 Feb 11 2022 x']);
    expect([session.grammar, session.home]).toEqual(['unix', '/home/ada']);
  });
});

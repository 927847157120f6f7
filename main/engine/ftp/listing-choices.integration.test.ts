import { stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendData } from '../../../e2e/fixtures/ftp-double-verbs.ts';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const signal = new AbortController().signal;
const written = new Date('2026-06-15T10:30:00Z');

async function open(kind: ServerKind, choices: Partial<FtpChoices>, configuration: readonly string[] = []) {
  const server = await startServer(kind, { configuration });
  onTestFinished(() => server.stop());
  for (const name of ['seen.txt', '.hidden']) {
    await writeFile(join(server.root, name), 'text');
    await utimes(join(server.root, name), written, written);
  }
  await server.handOver();
  const context = quietContext(server);
  const session = await openFtp({ ...profileOf(server, 'ftp'), ftp: ftpChoicesSchema.parse(choices) }, context);
  onTestFinished(() => session.close());
  return { server, session, lines: context.lines };
}

async function entriesOf(session: Session): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  await session.list('/', { signal, onEntries: (some) => entries.push(...some) });
  return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
const namesOf = async (session: Session) => (await entriesOf(session)).map(({ name }) => name);

describe.each(['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const)('listing as chosen on %s', (kind) => {
  it('by STAT needs no data channel', async () => {
    const { session, lines } = await open(kind, { listing: 'stat' });
    expect(await namesOf(session)).toEqual(['.hidden', 'seen.txt']);
    expect(lines.filter((line) => /command (?:EPSV|PASV|LIST|MLSD)/u.test(line))).toEqual([]);
    expect(await session.stat('/seen.txt', signal)).toMatchObject({ kind: 'file', size: 4 });
  });

  it('by STAT however long it is, and goes on', async () => {
    const { server, session } = await open(kind, { listing: 'stat' }, kind === 'pure-ftpd-plain' ? ['LimitRecursion 5000 8'] : []);
    const names = Array.from({ length: 2_000 }, (_, index) => `a file with a rather long name ${String(index).padStart(4, '0')}`);
    await Promise.all(names.map((name) => writeFile(join(server.root, name), '')));
    await server.handOver();
    for (let round = 1; round <= 2; round += 1) expect((await namesOf(session)).filter((name) => name.startsWith('a file'))).toEqual(names);
  });

  it('by LIST, which does not ask for hidden files unless told to', async () => {
    const { session, lines } = await open(kind, { listing: 'list', hiddenFiles: false });
    expect(await namesOf(session)).toContain('seen.txt');
    expect(lines).toContain('command LIST');
    expect(lines.join('\n')).not.toContain('LIST -a');
  });

  it('shows the same time whichever way it is listed', async () => {
    const { session } = await open(kind, { listing: 'list' });
    expect((await entriesOf(session)).find(({ name }) => name === 'seen.txt')?.modified?.at).toBe(written.getTime());
  });
});

describe('times of a server that lists by its own clock', () => {
  const listed = '-rw-r--r-- 1 u g 4 Jun 15 2026 old.txt\r\n-rw-r--r-- 1 u g 4 Jun 15 12:30 seen.txt\r\n';
  async function openAhead(choices: Partial<FtpChoices>, mdtm = '213 20260615103007') {
    const double = await startFtpDouble({
      features: ['MDTM'],
      script: { LIST: (self) => sendData(self, listed), MDTM: (self) => self.reply(mdtm) },
    });
    onTestFinished(() => double.stop());
    const context = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 5 } });
    const session = await openFtp({ ...profileOf(double, 'ftp'), ftp: ftpChoicesSchema.parse(choices) }, context);
    onTestFinished(() => session.close());
    return { double, session, lines: context.lines };
  }
  const seen = async (session: Session) => (await entriesOf(session)).find(({ name }) => name === 'seen.txt')?.modified?.at;

  it('are measured once by MDTM and moved to UTC; a date alone stays', async () => {
    const { double, session, lines } = await openAhead({});
    expect(await seen(session)).toBe(written.getTime());
    expect((await entriesOf(session))[0]?.modified).toEqual({ at: Date.UTC(2026, 5, 15), precision: 'day' });
    expect(double.commands.filter((line) => line.startsWith('MDTM'))).toEqual(['MDTM /seen.txt']);
    expect(lines.some((line) => line.includes('UTC+2 h'))).toBe(true);
  });

  it('are moved by what the site says, without asking', async () => {
    const { double, session } = await openAhead({ timeOffsetMinutes: -90 });
    expect(await seen(session)).toBe(written.getTime() + 30 * 60_000);
    expect(double.commands.join()).not.toContain('MDTM');
  });

  it('stay as they are where MDTM tells nothing that a time zone could be', async () => {
    const { session } = await openAhead({}, '213 20260615104107');
    expect(await seen(session)).toBe(written.getTime() + 120 * 60_000);
  });
});

it('reads over the control connection where no data channel comes about', async () => {
  const double = await startFtpDouble({
    script: {
      EPSV: (self) => self.reply('229 Extended passive mode (|||1|)'),
      PASV: (self) => self.reply('227 (127,0,0,1,0,1)'),
      EPRT: (self) => self.reply('500 Never.'),
      PORT: (self) => self.reply('500 Never.'),
      STAT: (self) => self.reply('213-Status\n -rw-r--r-- 1 u g 4 Jun 15 2026 a.txt\n213 End'),
    },
  });
  onTestFinished(() => double.stop());
  const context = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 5 } });
  const session = await openFtp(profileOf(double, 'ftp'), context);
  onTestFinished(() => session.close());
  expect(await namesOf(session)).toEqual(['a.txt']);
  expect(context.lines.join('\n')).toContain('over the control connection (STAT)');
});

it('sends the site’s own commands after signing in, and says what it leaves out', async () => {
  const { server, lines, session } = await open('proftpd-plain', { postLogin: ['SITE HELP', 'PASV', 'NOSUCH thing'] });
  expect(lines).toContain('command SITE HELP');
  expect(lines.filter((line) => line.startsWith('command PASV'))).toEqual([]);
  expect(lines.join('\n')).toContain('“PASV” is left out');
  expect(await namesOf(session)).toContain('seen.txt');
  expect(server.log()).not.toContain('PASV');
});

describe('setting times', () => {
  it.each(['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const)('works on %s', async (kind) => {
    const { server, session } = await open(kind, {});
    await session.setTime?.('/seen.txt', Date.UTC(2020, 1, 29, 12, 30, 45));
    expect((await stat(join(server.root, 'seen.txt'))).mtime).toEqual(new Date(Date.UTC(2020, 1, 29, 12, 30, 45)));
  });

  it('works by SITE UTIME on a ProFTPD that says nothing of MFMT', async () => {
    const { server, lines, session } = await open('proftpd-plain', {}, ['LoadModule mod_site_misc.c', 'FactsAdvertise off']);
    await session.setTime?.('/seen.txt', Date.UTC(2020, 1, 29, 12, 30, 0));
    expect((await stat(join(server.root, 'seen.txt'))).mtime).toEqual(new Date(Date.UTC(2020, 1, 29, 12, 30, 0)));
    expect(lines.filter((line) => line.startsWith('command SITE UTIME'))).not.toEqual([]);
  });
});

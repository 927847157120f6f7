import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import * as fault from '../../../e2e/fixtures/ftp-faults.ts';
import { startServer, type ServerKind, type ServerOptions } from '../../../e2e/fixtures/start-server.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

const never = new AbortController().signal;
const bytes = randomBytes(1_500_000);
type Mode = 'passive' | 'active';

interface Opened {
  readonly session: Session;
  readonly context: RecordingContext;
  /** What the user asks for in the window. */
  readonly settings: { timeoutSeconds: number; dataMode: Mode };
}

async function open(kind: ServerKind, dataMode: Mode, options: ServerOptions = {}): Promise<Opened> {
  const server = await startServer(kind, options);
  onTestFinished(() => server.stop());
  await writeFile(join(server.root, 'file'), bytes);
  await server.handOver();
  const settings = settingsSchema.parse({ dataMode });
  const context = quietContext(server, { settings });
  const session = await openFtp(profileOf(server, server.protocol as Protocol), context);
  onTestFinished(() => session.close());
  return { session, context, settings };
}

async function openDouble(dataMode: Mode, options: FtpDoubleOptions, choices: Partial<FtpChoices> = {}) {
  const double = await startFtpDouble({ files: { '/file': bytes }, ...options });
  onTestFinished(() => double.stop());
  const settings = { ...settingsSchema.parse({}), timeoutSeconds: 2, dataMode };
  const context = quietContext(double, { settings });
  const profile = { ...profileOf(double, 'ftp'), ftp: ftpChoicesSchema.parse(choices) };
  const session = await openFtp(profile, context);
  onTestFinished(() => session.close());
  return { double, session, context, settings, profile };
}

async function bothWays(session: Session): Promise<void> {
  const sink = memorySink();
  await session.download('/file', sink, { signal: never, offset: 0 });
  expect(sink.bytes().equals(bytes)).toBe(true);
  expect(await session.upload(memorySource(bytes), '/up', { signal: never, offset: 0 })).toBe(bytes.length);
}

const openings = ({ lines }: RecordingContext) => lines.filter((line) => /^command (?:EPSV|PASV|PORT|EPRT)/u.test(line)).map((line) => (/EPSV|PASV/u.test(line) ? 'passive' : 'active'));
const sayings = ({ lines }: RecordingContext) => lines.filter((line) => line.includes('could not be opened in'));

describe.each(['vsftpd-plain', 'vsftpd-explicit', 'proftpd-plain', 'proftpd-explicit', 'pure-ftpd-plain'] as const)('on %s', (kind) => {
  it('takes the mode that the settings say at each transfer, without signing in again', async () => {
    const { session, context, settings } = await open(kind, 'passive');
    for (const mode of ['passive', 'active', 'passive'] as const) {
      settings.dataMode = mode;
      const before = openings(context).length;
      await bothWays(session);
      expect(new Set(openings(context).slice(before))).toEqual(new Set([mode]));
    }
    expect(context.lines.filter((line) => line.startsWith('command USER'))).toHaveLength(1);
    expect(sayings(context)).toEqual([]);
  });
});

const refusing = {
  'vsftpd-plain': { passive: ['pasv_enable=NO'], active: ['port_enable=NO'] },
  'vsftpd-explicit': { passive: ['pasv_enable=NO'], active: ['port_enable=NO'] },
  'proftpd-plain': { passive: ['<Limit PASV EPSV>', 'DenyAll', '</Limit>'], active: ['<Limit PORT EPRT>', 'DenyAll', '</Limit>'] },
} as const;
const refusals = (Object.keys(refusing) as (keyof typeof refusing)[]).flatMap((kind) => (['passive', 'active'] as const).map((mode) => ({ kind, mode })));

describe.each(refusals)('$kind that refuses $mode mode', ({ kind, mode }) => {
  it('is served in the other one, which is said once and kept to', async () => {
    const { session, context } = await open(kind, mode, { configuration: refusing[kind][mode] });
    const rows: string[] = [];
    await session.list('/', { signal: never, onEntries: (entries) => rows.push(...entries.map(({ name }) => name)) });
    expect(rows).toEqual(['file']);
    await bothWays(session);
    expect(sayings(context)).toHaveLength(1);
    expect(sayings(context)[0]).toContain(`could not be opened in ${mode} mode`);
    expect(openings(context).slice(-2)).not.toContain(mode);
  });
});

describe('where no data connection comes about', () => {
  it('turns to active mode at a closed port, and back when the user turns the switch', async () => {
    let closed = true;
    const { session, context, settings } = await openDouble('passive', {
      script: {
        EPSV: async (self) => (closed ? self.reply('229 Extended (|||9|)') : self.usual()),
        PASV: (self) => self.reply('227 Passive (127,0,0,1,0,9)'),
      },
    });
    await bothWays(session);
    // By EPSV, by PASV, and then not again.
    expect(openings(context)).toEqual(['passive', 'passive', 'active', 'active']);
    closed = false;
    settings.dataMode = 'active';
    await bothWays(session);
    settings.dataMode = 'passive';
    await bothWays(session);
    expect(openings(context).slice(-2)).toEqual(['passive', 'passive']);
  });

  it('gives up on a server that never connects, and turns to passive mode', async () => {
    const { session, context } = await openDouble('active', {
      script: {
        PORT: (self) => self.reply('200 Maybe.'),
        RETR: async (self) => {
          if (openings(context).includes('passive')) await self.usual();
        },
        // The server notices only by ABOR that there is nobody.
        ABOR: (self) => self.reply('425 Nobody there.\n226 Stopped.'),
      },
    });
    const begun = Date.now();
    await bothWays(session);
    expect(Date.now() - begun).toBeGreaterThan(1900);
    expect(openings(context)).toEqual(['active', 'passive', 'passive']);
  });

  it('knows at the next sign-in that a mode made the server fall silent', async () => {
    const { session, context, profile } = await openDouble('active', {
      script: { PORT: (self) => self.reply('200 Maybe.'), RETR: (self) => (openings(context).includes('passive') ? self.usual() : undefined), ABOR: () => undefined },
    });
    await expect(bothWays(session)).rejects.toMatchObject({ data: { reason: 'data-connection-failed' } });
    await session.ended;
    const next = await openFtp(profile, context);
    onTestFinished(() => next.close());
    await bothWays(next);
    expect(openings(context)).toEqual(['active', 'passive', 'passive']);
  });

  it('tells the first failure when neither mode works, and tries both the next time', async () => {
    const { session, context } = await openDouble('passive', { script: { ...fault.answer('EPSV', '425 No ports left.'), ...fault.answer('PASV', '425 None at all.'), ...fault.answer('PORT', '500 Never.'), ...fault.answer('EPRT', '500 Never.') } });
    for (let round = 1; round <= 2; round += 1) {
      await expect(bothWays(session)).rejects.toMatchObject({ data: { reason: 'data-connection-failed', detail: '425 No ports left.' } });
      expect(openings(context)).toHaveLength(4 * round);
    }
  });

  it('does not turn to the other mode when the server refuses the file itself', async () => {
    const { session, context } = await openDouble('passive', {});
    await expect(session.download('/nothing', memorySink(), { signal: never, offset: 0 })).rejects.toMatchObject({ data: { reason: 'no-such-file' } });
    expect(openings(context)).not.toContain('active');
  });
});

const neverActive = { ...fault.answer('PORT', '500 Never.'), ...fault.answer('EPRT', '500 Never.') };
const commandsOf = ({ lines }: RecordingContext) => lines.flatMap((line) => /^command (?<verb>EPSV|PASV|PORT|EPRT)/u.exec(line)?.groups?.['verb'] ?? []);

describe('of the two passive commands', () => {
  it.each(['500', '502', '522', '550', '520', '530', '451', '425'])('PASV is taken where EPSV is answered by %s, and kept to', async (code) => {
    const { session, context } = await openDouble('passive', { script: { ...neverActive, ...fault.answer('EPSV', `${code} Not that way.`) } });
    await bothWays(session);
    expect(commandsOf(context)).toEqual(['EPSV', 'PASV', 'PASV']);
  });

  it.each(['502', '550', '425'])('EPSV is taken where PASV, which the site wants, is answered by %s, and kept to', async (code) => {
    const { session, context } = await openDouble('passive', { script: { ...neverActive, ...fault.answer('PASV', `${code} Not that way.`) } }, { passiveAddress: 'as-sent' });
    await bothWays(session);
    expect(commandsOf(context)).toEqual(['PASV', 'EPSV', 'EPSV']);
  });

  it('PASV is taken where a firewall opens no port that EPSV names', async () => {
    const { session, context } = await openDouble('passive', { script: { ...neverActive, ...fault.answer('EPSV', '229 Extended (|||9|)') } });
    await bothWays(session);
    expect(commandsOf(context)).toEqual(['EPSV', 'PASV', 'PASV']);
    expect(context.lines.join('\n')).toContain('Trying PASV.');
  });

  it('neither is blamed on a file, whatever the words', async () => {
    const refuse = '550 Permission denied.';
    const { session } = await openDouble('passive', { script: { ...neverActive, ...fault.answer('EPSV', refuse), ...fault.answer('PASV', refuse) } });
    await expect(bothWays(session)).rejects.toMatchObject({ data: { reason: 'data-connection-failed', detail: refuse } });
  });
});

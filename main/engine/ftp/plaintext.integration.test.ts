import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { Noted } from '../../../shared/model/server-note.ts';
import { directRoute, type Route } from '../net/route.ts';
import type { SessionContext } from '../session/context.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

/** Leads to this machine and does not say so. */
const faraway: Route = { ...directRoute, direct: false };

interface Around {
  readonly notes?: Noted[];
  readonly answer?: 'refuse' | 'once' | 'always';
  readonly route?: Route;
  readonly thinking?: () => Promise<void>;
}

async function setUp(options: FtpDoubleOptions, protocol: Profile['protocol'], choices: Partial<FtpChoices> = {}, { notes = [], answer = 'once', route = directRoute, thinking = () => Promise.resolve() }: Around = {}) {
  const double = await startFtpDouble(options);
  onTestFinished(() => double.stop());
  const usual = quietContext(double);
  const ask = (async (question: Question) => {
    await thinking();
    return question.kind === 'certificate' ? 'once' : answer;
  }) as SessionContext['ask'];
  const trust = {
    ...usual.trust,
    notes: () => Promise.resolve(notes),
    note: (_host: string, _port: number, noted: Noted) => Promise.resolve(void notes.push(noted)),
  };
  const context = quietContext(double, { ask, trust, route });
  const profile: Profile = { ...profileOf(double, protocol), ftp: ftpChoicesSchema.parse(choices) };
  const open = async () => {
    const session = await openFtp(profile, context);
    onTestFinished(() => session.close());
    return session;
  };
  return { double, context, notes, profile, open };
}

const spokeTls: Noted = { note: 'spoke-tls', detail: '' };
const questions = (asked: readonly Question[]) => asked.filter(({ kind }) => kind === 'plaintext');
const secrets = (commands: readonly string[]) => commands.filter((line) => /^(?:USER|PASS)/u.test(line));

describe('TLS if available', () => {
  it('is used where the server has it, and remembered', async () => {
    const { context, notes, open } = await setUp({ tls: 'explicit' }, 'ftps-explicit', { tls: 'if-available' });
    const session = await open();
    expect(session.protection.control).toMatchObject({ kind: 'tls' });
    expect(questions(context.questions)).toEqual([]);
    expect(notes).toContainEqual(spokeTls);
    await open();
    expect(notes.filter(({ note }) => note === 'spoke-tls')).toHaveLength(1);
  });

  it('goes on in plain where the server has none and the user allows that', async () => {
    const { context, double, notes, open } = await setUp({}, 'ftps-explicit', { tls: 'if-available' }, { answer: 'always' });
    const session = await open();
    await session.list('/', { signal: new AbortController().signal, onEntries: () => undefined });
    expect(session.protection).toEqual({ control: { kind: 'plain' }, data: { kind: 'plain' } });
    expect(questions(context.questions)).toEqual([{ kind: 'plaintext', host: double.host, port: double.port, hadTls: false }]);
    expect(notes).toEqual([{ note: 'plaintext-allowed', detail: '' }]);
    await open();
    expect(questions(context.questions)).toHaveLength(1);
  });

  it('sends neither name nor password when the user refuses', async () => {
    const { double, open } = await setUp({}, 'ftps-explicit', { tls: 'if-available' }, { answer: 'refuse' });
    await expect(open()).rejects.toMatchObject({ data: { reason: 'plaintext-refused', code: 'trust' } });
    expect(secrets(double.commands)).toEqual([]);
  });

  it('asks again, and says so, where the server has spoken TLS since the user allowed plain', async () => {
    const notes: Noted[] = [{ note: 'plaintext-allowed', detail: '' }, spokeTls];
    const { context, open } = await setUp({}, 'ftps-explicit', { tls: 'if-available' }, { notes, answer: 'always' });
    await open();
    expect(questions(context.questions)).toMatchObject([{ hadTls: true }]);
    await open();
    expect(questions(context.questions)).toHaveLength(1);
  });

  it('is not what a site gets that wants it in any case', async () => {
    const { context, open } = await setUp({}, 'ftps-explicit');
    await expect(open()).rejects.toMatchObject({ data: { reason: 'tls-unsupported' } });
    expect(questions(context.questions)).toEqual([]);
  });
});

describe('plain FTP', () => {
  it('needs no leave on this machine', async () => {
    const { context, open } = await setUp({}, 'ftp');
    await open();
    expect(questions(context.questions)).toEqual([]);
  });

  it('is asked about before a password leaves this machine', async () => {
    const { context, double, open } = await setUp({}, 'ftp', {}, { route: faraway, answer: 'refuse' });
    await expect(open()).rejects.toMatchObject({ data: { reason: 'plaintext-refused' } });
    expect(questions(context.questions)).toMatchObject([{ hadTls: false }]);
    expect(secrets(double.commands)).toEqual([]);
  });

  it('is asked about loudly where the server has spoken TLS', async () => {
    const { context, open } = await setUp({}, 'ftp', {}, { route: faraway, notes: [spokeTls] });
    await open();
    expect(questions(context.questions)).toMatchObject([{ hadTls: true }]);
  });

  it('has no secret to lose when nobody signs in', async () => {
    const { context, profile } = await setUp({}, 'ftp', {}, { route: faraway });
    const session = await openFtp({ ...profile, logon: { type: 'anonymous' } }, context);
    await session.close();
    expect(questions(context.questions)).toEqual([]);
  });

  it('is asked about once although the server hangs up meanwhile', async () => {
    let impatient: FtpDoubleSession | null = null;
    const { context, double, open } = await setUp({
      script: {
        CONNECT: async (self) => {
          await self.usual();
          if (impatient === null) self.hangUp();
          impatient ??= self;
        },
      },
    }, 'ftp', {}, { route: faraway, thinking: () => expect.poll(() => impatient?.gone, { interval: 5 }).toBe(true) });
    await open();
    expect(questions(context.questions)).toHaveLength(1);
    expect(double.connections()).toBe(2);
  });
});

import { expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import { answer } from '../../../e2e/fixtures/ftp-faults.ts';
import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import type { DataMode } from '../../../shared/model/profile.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { Failure } from '../session/failure.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const signal = new AbortController().signal;
const content = Buffer.alloc(1000, 'x');

interface Step {
  /** The commands that are refused, all with the same words. */
  readonly verbs: readonly string[];
  /** What is done after signing in; nothing where signing in itself is what fails. */
  readonly use?: (session: Session) => Promise<unknown> | undefined;
  /** Reasons for a refusal with 4xx and with 5xx; null where it keeps nothing from going on. */
  readonly reasons: readonly [FailureReason | null, FailureReason | null];
  readonly options?: FtpDoubleOptions;
  readonly choices?: Partial<FtpChoices>;
  readonly mode?: DataMode;
  /** The replies, where 450 and 550 are none that the command has. */
  readonly codes?: readonly [number, number];
}

const list = (session: Session) => session.list('/folder', { signal, onEntries: () => undefined });
const get = (offset = 0) => (session: Session) => session.download('/file', memorySink(), { signal, offset });
const put = (path = '/up', offset = 0) => (session: Session) => session.upload(memorySource(content), path, { signal, offset });
const stat = (session: Session) => session.stat('/file', signal);
const rename = (session: Session) => session.rename('/file', '/else');
const withoutMlst: FtpDoubleOptions = { features: ['SIZE', 'REST STREAM'] };
const tls: FtpDoubleOptions = { tls: 'explicit' };
const both = (reason: FailureReason | null) => [reason, reason] as const;

const steps: readonly Step[] = [
  { verbs: ['CONNECT'], codes: [421, 530], reasons: both('server-hung-up') },
  { verbs: ['USER'], codes: [421, 530], reasons: ['server-hung-up', 'wrong-password'] },
  { verbs: ['PASS'], codes: [421, 530], reasons: ['server-hung-up', 'wrong-password'] },
  { verbs: ['ACCT'], codes: [421, 530], reasons: ['server-hung-up', 'wrong-password'], choices: { account: 'books' }, options: { script: answer('PASS', '332 Which account?') } },
  { verbs: ['AUTH'], codes: [431, 534], reasons: both('tls-unsupported'), options: tls },
  { verbs: ['PBSZ'], codes: [421, 503], reasons: both(null), options: tls },
  { verbs: ['PROT'], codes: [431, 536], reasons: both('not-supported'), options: tls },
  { verbs: ['FEAT'], reasons: both(null) },
  { verbs: ['OPTS'], reasons: both(null) },
  { verbs: ['TYPE'], codes: [451, 504], reasons: ['server-busy', 'not-supported'] },
  { verbs: ['PWD'], reasons: both(null) },
  { verbs: ['SITE'], reasons: both(null) },
  { verbs: ['CWD'], use: list, options: withoutMlst, reasons: ['server-busy', 'server-refused'] },
  { verbs: ['EPSV', 'PASV', 'EPRT', 'PORT'], codes: [425, 502], use: get(), reasons: ['data-connection-failed', 'not-supported'] },
  { verbs: ['PORT', 'EPRT', 'EPSV', 'PASV'], codes: [425, 502], use: get(), mode: 'active', reasons: ['data-connection-failed', 'not-supported'] },
  { verbs: ['REST'], codes: [451, 501], use: get(10), reasons: ['server-busy', 'not-supported'] },
  { verbs: ['RETR'], use: get(), reasons: ['server-busy', 'permission-denied'] },
  { verbs: ['STOR'], use: put(), codes: [452, 553], reasons: ['server-full', 'permission-denied'] },
  { verbs: ['STOR', 'APPE'], use: put('/file', 1000), codes: [452, 553], reasons: ['server-full', 'permission-denied'] },
  { verbs: ['ALLO'], use: put(), choices: { allocate: true }, codes: [452, 552], reasons: both('server-full') },
  { verbs: ['LIST'], use: list, options: withoutMlst, reasons: ['server-busy', 'server-refused'] },
  { verbs: ['MLSD'], use: list, reasons: ['server-busy', 'server-refused'] },
  { verbs: ['MLST'], use: stat, reasons: ['server-busy', null] },
  { verbs: ['SIZE'], use: get(), reasons: both(null) },
  { verbs: ['MKD'], use: (session) => session.makeDirectory('/new'), reasons: ['server-busy', 'permission-denied'] },
  { verbs: ['RMD'], use: (session) => session.remove('/folder', 'directory'), reasons: ['server-busy', 'not-empty'] },
  { verbs: ['DELE'], use: (session) => session.remove('/file', 'file'), reasons: ['server-busy', 'permission-denied'] },
  { verbs: ['RNFR'], use: rename, reasons: ['server-busy', 'permission-denied'] },
  { verbs: ['RNTO'], use: rename, reasons: ['server-busy', 'permission-denied'] },
  { verbs: ['SITE'], use: (session) => session.setMode?.('/file', 0o600), reasons: ['server-busy', 'permission-denied'] },
  { verbs: ['MFMT'], use: (session) => session.setTime?.('/file', 0), options: { features: ['MFMT', 'SIZE'] }, reasons: ['server-busy', 'permission-denied'] },
  { verbs: ['MDTM'], use: (session) => session.setTime?.('/file', 0), options: { features: ['MDTM', 'SIZE'] }, reasons: ['server-busy', 'permission-denied'] },
];

const cases = steps.flatMap((step) => ([0, 1] as const).map((which) => ({ ...step, name: step.verbs.join(', '), reason: step.reasons[which], words: `${(step.codes ?? [450, 550])[which]} Not on a Friday.` })));

it.each(cases)('$name refused with “$words” is $reason', async ({ verbs, use, reason, words, options = {}, choices = {}, mode = 'default' }) => {
  const script = { ...options.script, ...Object.assign({}, ...verbs.map((verb) => answer(verb, words))) };
  // MLST tells what is there, so that vague refusals are explained.
  const usual: FtpDoubleOptions = { features: ['UTF8', 'MLST type*;size*;modify*;', 'SIZE', 'REST STREAM', 'EPSV'], files: { '/file': content, '/folder/inner': content } };
  const double = await startFtpDouble({ ...usual, ...options, script });
  onTestFinished(() => double.stop());
  const context = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 3 } });
  const work = async (): Promise<void> => {
    const session = await openFtp({ ...profileOf(double, options.tls === undefined ? 'ftp' : 'ftps-explicit', mode), ftp: ftpChoicesSchema.parse(choices) }, context);
    onTestFinished(() => session.close());
    const used = use?.(session);
    // A verb that the session does not claim would prove nothing.
    if (use !== undefined) expect(used).toBeInstanceOf(Promise);
    await used;
  };
  const thrown: unknown = await work().then(() => null, (failure: unknown) => failure);
  // The command did reach the server.
  if (verbs[0] !== 'CONNECT') expect(double.commands.some((line) => line.startsWith(verbs[0] ?? ''))).toBe(true);
  if (reason === null) expect(thrown).toBeNull();
  else {
    expect(thrown).toBeInstanceOf(Failure);
    expect((thrown as Failure).data).toMatchObject({ reason, detail: words });
  }
});

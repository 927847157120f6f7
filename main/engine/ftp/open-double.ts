import { onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import type { DataMode } from '../../../shared/model/profile.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { SessionContext } from '../session/context.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

/** What the double has at `/file`. */
export const content = Buffer.alloc(100_000, 'abc');

/** Two seconds are enough on loopback, and short enough for servers that never answer. */
export const impatient = { ...settingsSchema.parse({}), timeoutSeconds: 2 };

const never = new AbortController().signal;
const protocols = { explicit: 'ftps-explicit', implicit: 'ftps-implicit' } as const;

export interface OpenDouble {
  readonly double: FtpDouble;
  readonly session: Session;
  readonly context: RecordingContext;
}

/** A double with one file, for the test that runs. */
export async function startDouble(options: FtpDoubleOptions = {}): Promise<FtpDouble> {
  const double = await startFtpDouble({ files: { '/file': content }, ...options });
  onTestFinished(() => double.stop());
  return double;
}

/** A session with such a double. Rejects as `openFtp` does. */
export async function openDouble(options: FtpDoubleOptions = {}, changes: Partial<SessionContext> = {}, dataMode: DataMode = 'default'): Promise<OpenDouble> {
  const double = await startDouble(options);
  const context = quietContext(double, { settings: impatient, ...changes });
  const session = await openFtp(profileOf(double, options.tls === undefined ? 'ftp' : protocols[options.tls], dataMode), context);
  onTestFinished(() => session.close());
  return { double, session, context };
}

export function get(session: Session, offset = 0): Promise<number> {
  return session.download('/file', memorySink(), { signal: never, offset });
}

export function put(session: Session, bytes: Uint8Array = content): Promise<number> {
  return session.upload(memorySource(bytes), '/up', { signal: never, offset: 0 });
}

export async function list(session: Session, path = '/'): Promise<readonly Entry[]> {
  const rows: Entry[] = [];
  await session.list(path, { signal: never, onEntries: (entries) => rows.push(...entries) });
  return rows;
}

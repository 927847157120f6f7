import type { Entry } from '../../../shared/model/entry.ts';
import { Failure } from '../session/failure.ts';
import { staysInDirectory } from '../session/names.ts';
import type { ListOptions } from '../session/session.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { printable } from './control.ts';
import { refusal } from './failures.ts';
import { detectingParser } from './listing/detect.ts';
import { ListingSink } from './listing/listing-sink.ts';
import { listByStat } from './list-by-stat.ts';
import { measureTimeOffset, shifted } from './time-offset.ts';
import { parseMlsd } from './listing/mlsd.ts';
import { InflatingSink } from './inflating-sink.ts';
import { Receiver } from './receiver.ts';
import { isCompletion } from './reply.ts';
import { compressedMode } from './transfer-mode.ts';
import { receive } from './transfer.ts';

/** Gives the rows of a directory: as the site has chosen, or by MLSD (RFC 3659 section 7) where the server has it, else by LIST. */
export async function fetchListing(ftp: FtpConnection, path: string, options: ListOptions): Promise<void> {
  const { listing } = ftp.choices;
  if (listing === 'stat') return listWithStat(ftp, path, options);
  const overData = listing === 'mlsd' || (listing === 'auto' && ftp.features.mlst) ? listByMlsd : listByList;
  return overData(ftp, path, options).catch(async (thrown: unknown) => {
    if (listing !== 'auto' || ftp.control.failure !== null || !(thrown instanceof Failure) || thrown.data.reason !== 'data-connection-failed') throw thrown;
    ftp.log('status', 'No data channel comes about, so the directory is read over the control connection (STAT).');
    await listWithStat(ftp, path, options).catch(() => {
      throw thrown;
    });
  });
}

/** What `LIST` shows, over the control connection. */
export async function listWithStat(ftp: FtpConnection, path: string, options: ListOptions): Promise<void> {
  const rows = inUtc(ftp, path, options);
  await listByStat(ftp, path, new ListingSink(path, detectingParser(ftp.learned.serverType), rows.take, ftp.charset));
  await rows.end();
}

async function listByMlsd(ftp: FtpConnection, path: string, options: ListOptions): Promise<void> {
  const sink = new ListingSink(path, parseMlsd, (entries) => report(ftp, entries, options), ftp.charset);
  await readListing(ftp, `MLSD ${path}`, path, sink, options.signal);
}

/**
 * LIST of a path that does not exist is an empty listing on some servers, and some take a path with blanks or brackets for a pattern; so
 * the directory is entered first, which also tells whether it is there, and listed by no name.
 */
export async function listByList(ftp: FtpConnection, path: string, options: ListOptions): Promise<void> {
  const { control, host, learned } = ftp;
  const entered = await control.exchange(`CWD ${path}`);
  if (!isCompletion(entered)) throw refusal(entered, host, path);
  const parse = detectingParser(learned.serverType);
  const rows = inUtc(ftp, path, options);
  const sink = (): ListingSink => new ListingSink(path, parse, rows.take, ftp.charset);
  if (learned.listsAll !== false) {
    const all = sink();
    const refused = await readListing(ftp, 'LIST -a', path, all, options.signal).then(
      () => null,
      (thrown: unknown) => listingRefusal(thrown),
    );
    // With `-a` there is always a row for the directory itself; nothing at all means that it was taken for a name.
    learned.listsAll = refused === null && all.lines > 0;
    if (learned.listsAll) return rows.end();
  }
  await readListing(ftp, 'LIST', path, sink(), options.signal).catch((thrown: unknown) => {
    // Some servers say of an empty directory that there are no files.
    if (listingRefusal(thrown).data.reason !== 'no-such-file') throw thrown;
  });
  return rows.end();
}

/** Rows with times of the server's own clock, which are moved to UTC as they pass. Until the offset is known they wait for the end of the listing. */
function inUtc(ftp: FtpConnection, path: string, options: ListOptions) {
  const { learned } = ftp;
  const waiting: Entry[] = [];
  const pass = (entries: readonly Entry[], offset: number): void => report(ftp, offset === 0 ? entries : entries.map((entry) => shifted(entry, offset)), options);
  return {
    take: (entries: readonly Entry[]): void => {
      if (learned.timeOffset === null && ftp.features.mdtm) for (const entry of entries) waiting.push(entry);
      else pass(entries, learned.timeOffset ?? 0);
    },
    end: async (): Promise<void> => {
      if (waiting.length === 0) return;
      learned.timeOffset = await measureTimeOffset(ftp, waiting, (name) => pathsOf(ftp).join(path, name));
      const offset = learned.timeOffset ?? 0;
      if (offset !== 0) ftp.log('status', `The server's clock shows UTC${offset > 0 ? '-' : '+'}${Math.abs(offset) / 3_600_000} h in listings; times are shown by yours.`);
      pass(waiting, offset);
    },
  };
}

/** A failure that is the server's refusal of the command and nothing worse. */
function listingRefusal(thrown: unknown): Failure {
  if (thrown instanceof Failure && ['not-found', 'denied', 'unsupported'].includes(thrown.data.code)) return thrown;
  throw thrown;
}

async function readListing(ftp: FtpConnection, command: string, path: string, sink: ListingSink, signal: AbortSignal): Promise<void> {
  const inflating = (await compressedMode(ftp, 'download')) ? new InflatingSink(sink, path) : null;
  try {
    await receive(ftp, { command, path, offset: 0, signal }, new Receiver(ftp.buffers, inflating ?? sink));
    await inflating?.finish();
  } finally {
    inflating?.close();
  }
  sink.end();
}

/** Leaves out `.` and `..`, and names that would lead out of the directory; the log tells of those. */
function report(ftp: FtpConnection, entries: readonly Entry[], options: ListOptions): void {
  const paths = pathsOf(ftp);
  const good = entries.filter((entry) => {
    // A row that nobody understood is shown and leads nowhere.
    if (staysInDirectory(entry.name) && (entry.kind === 'unparsed' || paths.isName(entry.name))) return true;
    if (entry.name !== '.' && entry.name !== '..') ftp.log('error', `The server listed the name “${printable(entry.name)}”, which would lead out of the directory. It is left out.`);
    return false;
  });
  if (good.length > 0) options.onEntries(good);
}

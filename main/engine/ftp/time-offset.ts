import type { Entry } from '../../../shared/model/entry.ts';
import type { FtpConnection } from './connection.ts';
import { isCompletion } from './reply.ts';

const minute = 60_000;
/** Time zones differ by multiples of a quarter of an hour. */
const quarter = 15 * minute;

/**
 * The milliseconds between the times that LIST shows (the server's own clock, RFC 959 has no word of zones) and those of MDTM, which are UTC
 * (RFC 3659 section 3), measured on one file of a listing. Null where no file of it tells.
 */
export async function measureTimeOffset(ftp: FtpConnection, entries: readonly Entry[], pathOf: (name: string) => string): Promise<number | null> {
  const sample = entries.find(({ kind, modified }) => kind === 'file' && modified !== null && modified.precision !== 'day');
  if (sample?.modified === undefined || sample.modified === null || !ftp.features.mdtm) return null;
  const reply = await ftp.control.exchange(`MDTM ${pathOf(sample.name)}`);
  const stamp = isCompletion(reply) ? /^213 (\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/u.exec(reply.text) : null;
  if (stamp === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minutes = 0] = stamp.slice(1).map(Number);
  const difference = Date.UTC(year, month - 1, day, hour, minutes) - Math.floor(sample.modified.at / minute) * minute;
  const offset = Math.round(difference / quarter) * quarter;
  return Math.abs(difference - offset) <= minute && Math.abs(offset) <= 24 * 60 * minute ? offset : null;
}

/** An entry whose time is moved by so many milliseconds. A day alone is the server's own and stays. */
export function shifted(entry: Entry, offset: number): Entry {
  if (offset === 0 || entry.modified === null || entry.modified.precision === 'day') return entry;
  return { ...entry, modified: { ...entry.modified, at: entry.modified.at + offset } };
}

import { exactSize, type Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Account } from '../account.ts';
import { fileSource } from '../local/file-source.ts';
import { partSize } from '../local/part-file.ts';
import type { Session } from '../session/session.ts';
import type { CarryRules } from './carry-rules.ts';
import { leftThere, sourceAgrees } from './copy-goes-on.ts';
import { firmEnd } from './go-on-at.ts';
import { isInPlace, mayBePlaced } from './in-place.ts';
import type { Item, ResumeFacts } from './item.ts';
import { sameTail } from './read-range.ts';
import { isUnchanged, isUntouched } from './resume-facts.ts';
import { nullUnlessBroken } from './retry.ts';

export interface OwnWorkOptions {
  readonly from: Account;
  readonly to: Account;
  readonly rules: Pick<CarryRules, 'text'>;
  readonly signal: AbortSignal;
}

/** `whole`: all of the source, which only lacked being said so. `part`: what may be continued or replaced. */
export type OwnWork = 'whole' | 'part';

/**
 * What lies at the target, where an earlier attempt of this item has left it there, so that nobody need be asked about it. Null where it has
 * come from somebody else. What goes through a temporary file leaves its target alone until it is whole.
 */
export async function ownWork(item: Item, there: Entry, options: OwnWorkOptions): Promise<OwnWork | null> {
  const { resume } = item;
  if (resume === null) return null;
  if (item.to.session === LOCAL_SESSION) return ownDownload(item, resume, options);
  return item.from.session === LOCAL_SESSION ? ownUpload(item, resume, there, options) : ownCopy(item, resume, there, options);
}

async function ownDownload(item: Item, resume: ResumeFacts, { from, signal }: OwnWorkOptions): Promise<OwnWork | null> {
  if (resume.part === null || (await partSize(resume.part)) > 0) return null;
  // The user's, which is compared before anything of it moves.
  if (resume.adopted === true) return 'part';
  return from.pool.browse(async (session) => ((await isInPlace(item, resume, session, signal)) ? asTheSourceIs(item, resume, session, signal) : null), signal, 'repeatable');
}

/** The source may be another one by now. */
async function asTheSourceIs({ from }: Item, resume: ResumeFacts, session: Session, signal: AbortSignal): Promise<OwnWork> {
  const source = await session.stat(from.path, signal).catch(nullUnlessBroken);
  // The size of a link is that of its text.
  return source?.kind === 'file' && isUnchanged(resume, exactSize(source), source.modified) ? 'whole' : 'part';
}

async function ownUpload(item: Item, resume: ResumeFacts, there: Entry, { to, rules, signal }: OwnWorkOptions): Promise<OwnWork | null> {
  const whole = await fileSource(item.from.path);
  try {
    const unchanged = isUnchanged(resume, whole.size, { at: whole.modified, precision: 'millisecond' });
    return await to.pool.browse(async (session) => {
      const shows = session.abilities.includes('resumeDownload');
      if (resume.beside !== undefined) {
        if (!unchanged || !(await mayBePlaced(item, session, signal))) return null;
        // A server that does not show the file has still put it there.
        const same = shows ? await sameTail(session, { there: item.to.path, here: item.from.path, end: whole.size, ends: true }, signal) : null;
        return same === false ? null : 'whole';
      }
      if (resume.adopted === true || there.size === 0) return 'part';
      if (isUntouched(resume, there)) return null;
      const bytes = exactSize(there);
      const firm = rules.text || !unchanged || !shows || bytes === null || bytes > whole.size ? 0 : firmEnd(resume, bytes, whole.size, session);
      // It need not end there, as where it goes on (go-on-at.ts).
      const same = firm === 0 ? null : await sameTail(session, { there: item.to.path, here: item.from.path, end: firm, ends: false }, signal);
      return same === null ? ifUntold(item, resume, there, rules) : same ? 'part' : null;
    }, signal, 'repeatable');
  } finally {
    whole.close();
  }
}

async function ownCopy(item: Item, resume: ResumeFacts, there: Entry, { from, to, rules, signal }: OwnWorkOptions): Promise<OwnWork | null> {
  // Never both at a time: two copies in opposite directions would wait for each other's connection.
  const onSource = <T>(use: (session: Session) => Promise<T>) => from.pool.browse(use, signal, 'repeatable');
  const onTarget = <T>(use: (session: Session) => Promise<T>) => to.pool.browse(use, signal, 'repeatable');
  if (resume.beside !== undefined && !(await onTarget((session) => mayBePlaced(item, session, signal)))) return null;
  if (resume.beside === undefined && there.size === 0) return 'part';
  if (resume.beside === undefined && isUntouched(resume, there)) return null;
  const unchanged = await onSource((session) => asTheSourceIs(item, resume, session, signal));
  const left = rules.text || unchanged === 'part' ? null : await onTarget((session) => leftThere(item, resume, session, signal));
  if (left !== null && left.at > 0) return (await onSource((session) => sourceAgrees(item, session, left, signal))) ? (resume.beside === undefined ? 'part' : 'whole') : null;
  return resume.beside === undefined ? ifUntold(item, resume, there, rules) : null;
}

/**
 * Where it cannot be told what it is, since the server shows nothing of it, all of it may have gaps, its line ends differ, or the source has
 * changed: an attempt that was broken off leaves no more than its source had, and counts as ours where the item goes on by itself. Where the
 * user has it try again, it is asked about.
 */
function ifUntold({ decided }: Item, { size }: ResumeFacts, there: Entry, { text }: Pick<CarryRules, 'text'>): OwnWork | null {
  const bytes = exactSize(there);
  return decided !== null && there.kind === 'file' && (text || size === null || bytes === null || bytes <= size) ? 'part' : null;
}

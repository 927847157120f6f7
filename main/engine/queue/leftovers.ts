import { z } from 'zod';
import { sessionIdSchema, type SessionId } from '../../../shared/model/ids.ts';
import type { Accounts } from '../accounts.ts';
import { Failure } from '../session/failure.ts';
import { retryOf } from './retry.ts';

/**
 * Temporary files on servers that are of no use any more. Each is written down until it is gone, so that neither a line that breaks nor a
 * kill leaves it there for good. The first try may open a line that broke; the others wait until one is open, so that nobody signs in again and
 * again, up to a lockout, for that alone.
 */
export interface Leftovers {
  /** Removes this one. It is written down when this returns; the promise settles with the first try, however that ends, and never rejects. */
  remove(session: SessionId, path: string): Promise<void>;
  stop(): void;
}

const keptSchema = z.array(z.object({ session: sessionIdSchema, path: z.string() }));
type Leftover = z.infer<typeof keptSchema>[number];

/** Somebody may wait for the first try. */
const TRY_MS = 10_000;
const SOON_MS = 1_000;
const LATEST_MS = 60_000;
/** Who leaves more has other troubles; all are written down with each. */
const MOST = 500;

/** `kept`: what an earlier engine gave to `keep`; whatever else it may be stands for none. */
export function createLeftovers(accounts: Pick<Accounts, 'open'>, kept: unknown, keep: (text: string) => void): Leftovers {
  const left = new Set<Leftover>(read(kept));
  /** What was kept was tried by whoever kept it. */
  const tried = new WeakSet<Leftover>(left);
  const changed = (): void => keep(JSON.stringify([...left]));
  /** What was refused once, as a file is that is not there: what was on its way when a line broke may make it yet. */
  const refused = new WeakSet<Leftover>();
  let timer: NodeJS.Timeout | null = null;
  let wait = SOON_MS;
  let stopped = false;

  const attempt = async (one: Leftover): Promise<void> => {
    const account = accounts.open(one.session);
    if (account === null || (tried.has(one) ? account.pool.browsing() : account.facts()) === null) return;
    tried.add(one);
    const outcome = await account.pool.browse((session) => session.remove(one.path, 'file'), AbortSignal.timeout(TRY_MS)).then(() => 'gone' as const, (thrown: unknown) => (isRefusal(thrown) ? 'refused' : 'broken'));
    if (outcome === 'refused' && !refused.has(one)) refused.add(one);
    else if (outcome !== 'broken' && !stopped && left.delete(one)) changed();
  };
  const later = (): void => {
    if (left.size === 0 || timer !== null || stopped) return;
    timer = setTimeout(() => {
      void Promise.all([...left].map(attempt)).then(() => {
        timer = null;
        later();
      });
    }, wait).unref();
    wait = Math.min(LATEST_MS, wait * 2);
  };
  later();

  return {
    remove: async (session, path) => {
      const one = { session, path };
      if (left.size < MOST) left.add(one);
      changed();
      wait = SOON_MS;
      await attempt(one);
      later();
    },
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** What a server does not let go harms nothing, and what is not there need not go; a line that broke says neither. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof Failure && retryOf(thrown.data) === 'never' && thrown.data.code !== 'cancelled' && thrown.data.reason !== 'not-connected';
}

function read(kept: unknown): readonly Leftover[] {
  if (typeof kept !== 'string') return [];
  try {
    return keptSchema.safeParse(JSON.parse(kept)).data ?? [];
  } catch {
    return [];
  }
}

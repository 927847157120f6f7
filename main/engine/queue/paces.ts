import type { Account } from '../account.ts';
import { createPace, ratesAt, strictest, type Pace, type RateSettings } from './pace.ts';

/** The speed limits that transfers of this engine share. */
export interface Paces {
  up(account: Account): Pace;
  down(account: Account): Pace;
  /** Of a copy between two servers, which comes down from one and goes up to the other. */
  across(from: Account, to: Account): Pace;
}

/** The time of day is looked at once a second. */
const LOOK_MS = 1_000;

/** Limits for all transfers together, as set for this time of day, and for each site by its profile. */
export function createPaces(settings: () => RateSettings): Paces {
  let rates = ratesAt(settings(), new Date());
  let looked = Number.NEGATIVE_INFINITY;
  const current = () => {
    const now = performance.now();
    if (now - looked > LOOK_MS) {
      looked = now;
      rates = ratesAt(settings(), new Date());
    }
    return rates;
  };
  const all = { up: createPace(() => current().uploadRate), down: createPace(() => current().downloadRate) };
  const sites = new WeakMap<Account, { readonly up: Pace; readonly down: Pace }>();
  const of = (account: Account) => {
    let own = sites.get(account);
    if (own === undefined) {
      const { uploadRate = null, downloadRate = null } = account.profile?.transfers ?? {};
      own = {
        up: uploadRate === null ? all.up : strictest([all.up, createPace(() => uploadRate)]),
        down: downloadRate === null ? all.down : strictest([all.down, createPace(() => downloadRate)]),
      };
      sites.set(account, own);
    }
    return own;
  };
  return {
    up: (account) => of(account).up,
    down: (account) => of(account).down,
    across: (from, to) => strictest([of(from).down, of(to).up]),
  };
}

/**
 * Whether one of two sites has a limit of its own. It counts whoever's line the bytes take, so that none go directly from server to server;
 * the limits for all transfers are those of this computer's line, which a direct copy does not touch.
 */
export function sitesLimit(from: Pick<Account, 'profile'>, to: Pick<Account, 'profile'>): boolean {
  return [from.profile?.transfers?.downloadRate, to.profile?.transfers?.uploadRate].some((rate) => rate !== null && rate !== undefined);
}

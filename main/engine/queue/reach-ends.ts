import type { Account } from '../account.ts';
import type { Accounts } from '../accounts.ts';
import type { Item } from './item.ts';

/** Where an item comes from and goes to. */
export interface Ends {
  readonly from: Account;
  readonly to: Account;
}

/** Both ends, open: after a restart, or once the user has ended a session, they open for the queue alone. */
export async function reachEnds(accounts: Pick<Accounts, 'open' | 'reach'>, item: Pick<Item, 'from' | 'to'>, signal: AbortSignal): Promise<Ends> {
  const [from, to] = [accounts.open(item.from.session) ?? (await accounts.reach(item.from.session)), accounts.open(item.to.session) ?? (await accounts.reach(item.to.session))];
  for (const account of [from, to]) if (account.facts() === null) await account.pool.browse(() => Promise.resolve(), signal);
  return { from, to };
}

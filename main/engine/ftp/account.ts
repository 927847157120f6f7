import { ftpChoicesOf } from '../../../shared/model/ftp-choices.ts';
import type { Profile } from '../../../shared/model/profile.ts';

/** What the user has named where the site knows no account, by profile, since all connections of a site sign in alike. */
const named = new WeakMap<Profile, string>();

/** What a server that wants an account (ACCT, RFC 959 section 4.1.1) is told: what the site knows, else what the user has named; null where there is neither. */
export function accountOf(profile: Profile): string | null {
  const { account } = ftpChoicesOf(profile);
  return account === '' ? (named.get(profile) ?? null) : account;
}

/** Keeps an account that the server has taken, and forgets one that it has refused. */
export function noteAccount(profile: Profile, account: string, taken: boolean): void {
  if (taken) named.set(profile, account);
  else named.delete(profile);
}

import type { UnlockReason } from '../../shared/model/secret-status.ts';

/** Those who wait for the user to give the master password; the window asks once for all of them. */
export interface Unlocking {
  /** Why it is wanted; null while nobody waits. */
  reason(): UnlockReason | null;
  /** Resolves with whether it has been given. */
  wanted(reason: UnlockReason): Promise<boolean>;
  /** Lets everybody go on. Tells of the change even where nobody waited. */
  settle(open: boolean): void;
}

export function createUnlocking(changed: () => void): Unlocking {
  let waiting: readonly { readonly reason: UnlockReason; readonly resolve: (open: boolean) => void }[] = [];
  return {
    reason: () => waiting[0]?.reason ?? null,
    wanted: (reason) =>
      new Promise((resolve) => {
        waiting = [...waiting, { reason, resolve }];
        changed();
      }),
    settle: (open) => {
      const settled = waiting;
      waiting = [];
      for (const { resolve } of settled) resolve(open);
      changed();
    },
  };
}

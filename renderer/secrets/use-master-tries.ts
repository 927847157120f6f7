import { type RefObject, useEffect, useState } from 'react';
import type { MasterAnswer } from '../../shared/model/secret-status.ts';
import { counted, t } from '../locale/translate.ts';

interface MasterTries {
  /** A try is being looked at; that takes about half a second. */
  readonly busy: boolean;
  /** What was wrong with the last one, with the seconds until the next. */
  readonly problem: string | null;
  readonly mayTry: boolean;
  /** Gives whether the password was right. A wrong one puts the focus back into its field. */
  attempt(work: () => Promise<MasterAnswer | null>): Promise<boolean>;
}

/** Tries at the master password, which have to wait longer and longer after wrong ones. */
export function useMasterTries(field: RefObject<HTMLInputElement | null>): MasterTries {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (seconds === 0) return undefined;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return {
    busy,
    problem: !wrong ? null : seconds > 0 ? counted('unlock.wait', seconds) : t('unlock.wrong'),
    mayTry: !busy && seconds === 0,
    attempt: async (work) => {
      setBusy(true);
      const answer = await work();
      setBusy(false);
      if (answer === null) return false;
      setWrong(!answer.right);
      setSeconds(answer.waitSeconds);
      if (!answer.right) field.current?.focus();
      return answer.right;
    },
  };
}

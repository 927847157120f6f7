import { useEffect } from 'react';

/** Gives the focus to the first thing of each stage that a dialog goes through, since the one before is gone with its own. */
export function useStageFocus(stage: string): void {
  useEffect(() => {
    document.querySelector<HTMLElement>('dialog[open] [data-autofocus]')?.focus();
  }, [stage]);
}

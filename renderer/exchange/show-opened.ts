import { assertNever } from '../../shared/model/assert-never.ts';
import type { Hawser } from '../hawser.ts';

/** Shows what the system asked Hawser to open, once no other dialog is in the way. Nothing is connected or taken over by that. */
export async function showOpened({ main, window, notices }: Pick<Hawser, 'main' | 'window' | 'notices'>): Promise<void> {
  if (window.getState().dialog !== null) return;
  const taken = await main.takeOpened();
  if (!taken.ok) return notices.showFailure(taken.failure);
  const opened = taken.value;
  if (opened === null) return;
  switch (opened.kind) {
    case 'file':
      return window.setState({ dialog: { kind: 'import', path: opened.path } });
    case 'link':
      return window.setState({ dialog: { kind: 'link', link: opened.link } });
    case 'failure':
      return notices.showFailure(opened.failure);
    default:
      assertNever(opened);
  }
}

/** Shows it at once, and again whenever a dialog closes that it waited for. */
export function keepShowingOpened(hawser: Hawser): void {
  void showOpened(hawser);
  hawser.window.subscribe(({ dialog }, before) => {
    if (dialog === null && before.dialog !== null) void showOpened(hawser);
  });
}

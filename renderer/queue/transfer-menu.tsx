import type { CommandId } from '../commands.ts';
import type { QueueTab } from '../../shared/model/transfer.ts';
import { t } from '../locale/translate.ts';
import { CommandMenu } from '../window/command-menu.tsx';

const items: Readonly<Record<QueueTab, readonly (CommandId | null)[]>> = {
  queued: [
    'transferPause', 'transferResume', 'transferRetryNow', 'transferCancel', null, 'transferFirst', 'transferUp', 'transferDown', 'transferLast', null,
    'priorityHighest', 'priorityHigh', 'priorityNormal', 'priorityLow', 'priorityLowest', null, 'transferChooseAll', 'pauseQueue', 'cancelAll',
  ],
  failed: ['transferRetry', 'transferRemove', null, 'transferCopyReason', null, 'transferChooseAll', 'retryAll', 'clearEnded'],
  done: ['transferReveal', 'transferRetry', 'transferRemove', null, 'transferChooseAll', 'clearEnded'],
};

interface TransferMenuProps {
  readonly tab: QueueTab;
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** The context menu of a tab's rows. */
export function TransferMenu({ tab, at, onClose }: TransferMenuProps) {
  return <CommandMenu label={t('queue.menu')} commands={items[tab]} at={at} onClose={onClose} />;
}

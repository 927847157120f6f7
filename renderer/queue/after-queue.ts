import type { AfterQueueChoice } from '../../shared/model/after-queue.ts';
import type { Hawser } from '../hawser.ts';
import { t } from '../locale/translate.ts';

/** Sets what happens after the queue; a program is asked for where there is none yet. */
export async function chooseAfterQueue(hawser: Hawser, change: Partial<AfterQueueChoice>): Promise<void> {
  const { action, always, argumentLine } = hawser.queue.after.getState();
  const choice: AfterQueueChoice = { action, always, argumentLine, ...change };
  if (choice.action === 'program' && hawser.queue.after.getState().program === null) return chooseProgram(hawser);
  const chosen = await hawser.main.chooseAfterQueue(choice);
  if (chosen.ok) hawser.queue.after.setState(chosen.value, true);
  else hawser.notices.showFailure(chosen.failure);
}

/** Lets the user pick the program, in a dialog of the system. */
export async function chooseProgram({ main, queue, notices }: Hawser): Promise<void> {
  const chosen = await main.chooseAfterQueueProgram({ title: t('after.chooseProgram') });
  if (chosen.ok) queue.after.setState(chosen.value, true);
  else notices.showFailure(chosen.failure);
}

/** What was chosen before this window was. */
export async function loadAfterQueue({ main, queue, notices }: Hawser): Promise<void> {
  const after = await main.afterQueue();
  if (after.ok) queue.after.setState(after.value, true);
  else notices.showFailure(after.failure);
}

/** Leaves the servers of all tabs. */
export async function disconnectAll({ tabs }: Hawser): Promise<void> {
  await Promise.all(tabs.all().flatMap(({ connection, left }) => [connection.disconnect(), left.server.disconnect()]));
}

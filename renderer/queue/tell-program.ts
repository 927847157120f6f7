import { displayName } from '../../shared/format/display-name.ts';
import type { MainEvent } from '../../shared/ipc/main-events.ts';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { LogKind } from '../../shared/model/log-line.ts';
import type { Hawser } from '../hawser.ts';
import { t } from '../locale/translate.ts';

type ProgramEvent = Extract<MainEvent, { readonly type: 'program-started' | 'program-ended' }>;

/** Writes into the log what the program after the queue does and says; that it failed is said aloud too. */
export function tellProgram({ log, notices }: Pick<Hawser, 'log' | 'notices'>, event: ProgramEvent): void {
  const program = displayName(event.program);
  const add = (kind: LogKind, ...texts: readonly string[]): void => log.add(texts.map((text) => ({ number: 0, at: Date.now(), session: null, connection: 0, kind, text })));
  if (event.type === 'program-started') return add('command', t('log.programStarted', { program }));
  const { output, cut, failure } = event;
  add('reply', ...(cut ? [t('log.programCut')] : []), ...output);
  if (failure === null) return add('status', t('log.programEnded', { program }));
  add('error', describeFailure(failure).what, ...(failure.detail === null ? [] : [failure.detail]));
  notices.showFailure(failure);
}

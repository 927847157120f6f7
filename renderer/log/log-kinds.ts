import type { LogKind } from '../../shared/model/log-line.ts';
import type { PlainKey } from '../locale/translate.ts';

/** How each kind of line is marked, for the eye and in words. */
export const logKinds: Readonly<Record<LogKind, { readonly sign: string; readonly words: PlainKey }>> = {
  status: { sign: '·', words: 'log.status' },
  command: { sign: '›', words: 'log.command' },
  reply: { sign: '‹', words: 'log.reply' },
  error: { sign: '!', words: 'log.error' },
  trace: { sign: '—', words: 'log.trace' },
};

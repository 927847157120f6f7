import type { LogLine } from '../../shared/model/log-line.ts';
import { displayName } from '../../shared/format/display-name.ts';

const marks = { status: '*', command: '>', reply: '<', error: '!', trace: '.' } as const;

/** One line of the dialogue with the server, as `--verbose` shows it. */
export function logText({ kind, connection, text }: Pick<LogLine, 'kind' | 'connection' | 'text'>): string {
  return `${connection} ${marks[kind]} ${displayName(text)}`;
}

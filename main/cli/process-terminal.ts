import { ttyPrompt } from './tty-prompt.ts';
import type { Terminal } from './terminal.ts';

/** The terminal of this process. */
export function processTerminal({ stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>): Terminal {
  let shown = '';
  const progress = (line: string): void => {
    if (!stderr.isTTY || line === shown) return;
    // A terminal that does not know its width says 0.
    const fitting = line.slice(0, (stderr.columns || 80) - 1);
    stderr.write(`\r\u{1B}[K${fitting}`);
    shown = line;
  };
  return {
    write: (data) =>
      new Promise((resolve, reject) => {
        stdout.write(data, (problem) => (problem ? reject(problem) : resolve()));
      }),
    say: (line) => {
      progress('');
      stderr.write(`${line}\n`);
    },
    progress,
    prompt: stdin.isTTY && stderr.isTTY ? ttyPrompt(stdin, stderr) : null,
  };
}

import type { ReadStream, WriteStream } from 'node:tty';
import type { Prompt } from './terminal.ts';

const controlC = '\u0003';
const controlD = '\u0004';
const erase = ['\u0008', '\u007F'];
const controlU = '\u0015';

/** Questions on a real terminal. The terminal is in raw mode only while a line is read, so that nothing typed is echoed by it. */
export function ttyPrompt(input: ReadStream, output: WriteStream): Prompt {
  return {
    read: (question, echo) =>
      new Promise((resolve) => {
        let line: string[] = [];
        const finish = (answer: string | null): void => {
          input.off('data', take);
          input.setRawMode(false);
          input.pause();
          output.write('\n');
          resolve(answer);
        };
        const take = (text: string): void => {
          for (const character of text) {
            if (character === '\r' || character === '\n') return finish(line.join(''));
            if (character === controlC || (character === controlD && line.length === 0)) return finish(null);
            if (erase.includes(character)) {
              if (line.pop() !== undefined && echo) output.write('\u0008 \u0008');
            } else if (character === controlU) {
              if (echo) output.write('\u0008 \u0008'.repeat(line.length));
              line = [];
            } else if (character >= ' ') {
              line.push(character);
              if (echo) output.write(character);
            }
          }
        };
        input.setEncoding('utf8');
        // Before the question is there to be answered: what is typed sooner than that would be shown.
        input.setRawMode(true);
        input.on('data', take);
        input.resume();
        output.write(question);
      }),
  };
}

import { Failure } from '../session/failure.ts';
import { CommandProblem } from './failures.ts';
import type { Incoming } from './incoming.ts';
import type { ScpServer } from './server.ts';

/** scp's protocol, as OpenSSH's and BSD's rcp speak it: each side answers each step with one of these bytes, the last two with a line behind. */
export const answer = { fine: 0, warning: 1, fatal: 2 } as const;
export const FINE = Buffer.from([answer.fine]);
const LONGEST_LINE = 16 * 1024;
const FILE = 0x43;
const TIMES = 0x54;

/** What the far side says. */
type Answers = Pick<Incoming, 'byte' | 'line' | 'whyEnded'>;

/** Waits until the far side has taken the last step. Rejects with its words where it has not. */
export async function expectFine(server: Pick<ScpServer, 'host' | 'charset'>, incoming: Answers): Promise<void> {
  const byte = await incoming.byte();
  if (byte === answer.fine) return;
  throw await refusal(server, incoming, byte);
}

/** Waits until the far side says no more. Rejects with its words, or with `bad-reply` where it goes on. */
export async function expectEnd(server: Pick<ScpServer, 'host' | 'charset'>, incoming: Answers): Promise<void> {
  const byte = await incoming.byte();
  if (byte === null) return;
  if (byte === answer.warning || byte === answer.fatal) throw await refusal(server, incoming, byte);
  throw Failure.of('bad-reply', { host: server.host }, 'The server goes on after the one file that was asked for.');
}

async function refusal(server: Pick<ScpServer, 'host' | 'charset'>, incoming: Answers, byte: number | null): Promise<Error> {
  if (byte === null) return incoming.whyEnded();
  if (byte !== answer.warning && byte !== answer.fatal) return Failure.of('bad-reply', { host: server.host }, `Byte ${byte} in place of an answer of scp. Does the account’s shell write something at each start?`);
  const words = await incoming.line(LONGEST_LINE);
  return new CommandProblem(words === null ? '' : server.charset.decode(words), 1);
}

/**
 * Reads the line that announces a file: `C0644 1234 name`. Nothing but the file that was asked for is taken: no folder, no other name, no
 * size that is no number. Gives its size back.
 */
export async function readFileLine(server: Pick<ScpServer, 'host' | 'charset'>, incoming: Answers, wanted: string): Promise<number> {
  const first = await incoming.byte();
  if (first !== FILE) {
    if (first === null || first === answer.warning || first === answer.fatal) throw await refusal(server, incoming, first);
    throw Failure.of('bad-reply', { host: server.host }, first === TIMES || first === 0x44 ? 'The server sends something else than the one file that was asked for.' : `Byte ${first} in place of an announcement of scp. Does the account’s shell write something at each start?`);
  }
  const line = await incoming.line(LONGEST_LINE);
  const [whole, digits = '', name = ''] = /^[0-7]{1,5} (\d{1,16}) (.+)$/su.exec(line?.toString('latin1') ?? '') ?? [];
  const size = Number(digits);
  if (whole === undefined || !Number.isSafeInteger(size)) throw Failure.of('bad-reply', { host: server.host }, line?.toString('latin1').slice(0, 200) ?? null);
  const given = server.charset.decode(Buffer.from(name, 'latin1'));
  if (given !== wanted) throw Failure.of('unsafe-name', { name: given }, `“${wanted}” was asked for.`);
  return size;
}

import type { FtpConnection } from '../ftp/connection.ts';
import { explainUse } from '../ftp/explain.ts';
import { refusal } from '../ftp/failures.ts';
import { isCompletion } from '../ftp/reply.ts';
import { compressedMode } from '../ftp/transfer-mode.ts';
import { setType } from '../ftp/transfer-type.ts';
import { commandSafe } from '../session/command-safe.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { NotDirect } from './not-direct.ts';
import { arrange, type Pair } from './rendezvous.ts';
import { transferBetween, type FxpFile } from './transfer.ts';
import { wayInWords, waysBetween, type Way } from './ways.ts';

export interface DirectCopy extends FxpFile {
  /** As listed; null where it is not known. */
  readonly size: number | null;
}

/** Pairs of servers that have shown not to come together in any way, by one connection of each. What one session has learned counts for all of its account. */
const strangers = new WeakMap<object, WeakSet<object>>();

/**
 * Copies a file from one FTP server to another without its bytes passing here (FXP). Resolves with their number when both servers have
 * confirmed and name the same size; with null where it cannot be done, which the log explains: nothing is lost then, and the copy can
 * be made through this computer. `accounts` are what a refusal is remembered for. Rejects as a transfer does.
 */
export async function copyDirectly(reading: Session, writing: Session, accounts: { readonly from: object; readonly to: object }, copy: DirectCopy): Promise<number | null> {
  if (reading.lendControl === undefined || writing.lendControl === undefined) return null;
  if (strangers.get(accounts.from)?.has(accounts.to) === true) return null;
  const { lendControl } = writing;
  return reading.lendControl((source, asSource) =>
    lendControl(async (target, asTarget) => {
      const file = { ...copy, from: commandSafe(asSource(copy.from)), to: commandSafe(asTarget(copy.to)) };
      const giveUp = (): void => void strangers.set(accounts.from, (strangers.get(accounts.from) ?? new WeakSet()).add(accounts.to));
      try {
        const done = await tryWays({ source, target }, file);
        if (done === null) giveUp();
        return done;
      } catch (thrown) {
        // A server that does not survive the attempt (ProFTPD, where it cannot verify the other one) is spared the next.
        if (thrown instanceof Failure && thrown.data.code === 'lost') giveUp();
        throw thrown;
      }
    }));
}

async function tryWays(pair: Pair, file: DirectCopy): Promise<number | null> {
  const { source, target } = pair;
  if (!source.settings.serverToServer || source.choices.transferType === 'ascii' || target.choices.transferType === 'ascii') return null;
  const ways = waysBetween(source, target);
  const say = (text: string): void => {
    source.log('status', text);
    if (target.log !== source.log) target.log('status', text);
  };
  if (typeof ways === 'string') {
    say(`${ways} Copying through this computer.`);
    return null;
  }
  const size = await sizeOf(source, file.from, file.size);
  for (const ftp of [source, target]) {
    await compressedMode(ftp, null);
    await setType(ftp, false);
  }
  for (const way of ways) {
    throwIfCancelled(file.signal);
    try {
      await inWay(pair, way, file);
      const arrived = await sizeOf(target, file.to, size);
      if (size !== null && arrived !== size) throw Failure.of('wrong-size', { path: file.to, actual: arrived ?? 0, expected: size });
      say(`Data flowed directly from ${source.host} to ${target.host}: ${wayInWords(way)}.`);
      return arrived ?? 0;
    } catch (thrown) {
      if (!(thrown instanceof NotDirect)) throw thrown;
      say(`${source.host} and ${target.host} did not come together, where ${wayInWords(way)}. ${thrown.host} said: ${thrown.words}`);
      const lost = source.control.failure ?? target.control.failure;
      if (lost !== null) throw lost;
      const bytes = thrown.begun ? await sizeOf(target, file.to, 0).catch(() => 0) : 0;
      if (bytes !== null && bytes > file.offset) throw Failure.of('data-cut-short', { path: file.from, bytes }, thrown.words, thrown);
    }
  }
  say('The servers exchange no data directly. Copying through this computer.');
  return null;
}

async function inWay(pair: Pair, way: Way, file: DirectCopy): Promise<void> {
  const client = way.client === null ? null : pair[way.client];
  if (client !== null) {
    const reply = await client.control.exchange('SSCN ON');
    if (!isCompletion(reply)) throw new NotDirect(client.host, reply.text);
  }
  try {
    await arrange(pair, way);
    await transferBetween(pair, way, file);
  } finally {
    if (client !== null && client.control.failure === null) await client.control.exchange('SSCN OFF');
  }
}

/** `otherwise` where the server does not say. */
async function sizeOf(ftp: FtpConnection, path: string, otherwise: number | null): Promise<number | null> {
  if (!ftp.features.size) return otherwise;
  const reply = await ftp.control.exchange(`SIZE ${path}`);
  const size = /^213 (\d+)/u.exec(reply.text)?.[1];
  if (size !== undefined) return Number(size);
  if (reply.code === 550) throw await explainUse(ftp, refusal(reply, ftp.host, path), path);
  return otherwise;
}

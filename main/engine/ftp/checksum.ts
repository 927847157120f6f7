import type { ChecksumAlgorithm } from '../../../shared/model/checksum.ts';
import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import { explainUse } from './explain.ts';
import { refusal } from './failures.ts';
import type { Features } from './features.ts';
import { quoteArgument } from './quote-argument.ts';
import { isCompletion, isUnknownCommand, type Reply } from './reply.ts';
import { slowCommand } from './slow-command.ts';

interface Names {
  /** As HASH calls it. */
  readonly hash: string;
  /** Commands of the same purpose that no draft describes, the most usual first. */
  readonly commands: readonly string[];
  readonly digits: number;
}

const namesOf: Readonly<Record<ChecksumAlgorithm, Names>> = {
  sha256: { hash: 'SHA-256', commands: ['XSHA256'], digits: 64 },
  sha1: { hash: 'SHA-1', commands: ['XSHA1', 'XSHA'], digits: 40 },
  md5: { hash: 'MD5', commands: ['XMD5'], digits: 32 },
  crc32: { hash: 'CRC32', commands: ['XCRC'], digits: 8 },
};

/** Whether the server says that it can compute any checksum. */
export function canChecksum(features: Features): boolean {
  return Object.values(namesOf).some(({ hash, commands }) => features.hashes.has(hash) || commands.some((command) => features.names.has(command)));
}

/**
 * The checksum of a whole file as the server computes it, lower-case hex: by HASH (draft-bryan-ftpext-hash-02), else by XSHA256 and its
 * kin. Rejects with `not-supported` where the server does not know the algorithm. Cancelling ends the connection.
 */
export async function checksum(ftp: FtpConnection, path: string, algorithm: ChecksumAlgorithm, signal: AbortSignal): Promise<string> {
  const { features, host, learned } = ftp;
  const { hash, commands, digits } = namesOf[algorithm];
  const command = commands.find((name) => features.names.has(name));
  let reply: Reply;
  let sum: string | null;
  if (features.hashes.has(hash)) {
    if (learned.hash !== hash) {
      const chosen = await ftp.control.exchange(`OPTS HASH ${hash}`);
      if (!isCompletion(chosen)) throw refusal(chosen, host, path);
      learned.hash = hash;
    }
    reply = await slowCommand(ftp, `HASH ${path}`, signal);
    sum = sumOfHash(reply.text, hash);
  } else if (command !== undefined) {
    reply = await slowCommand(ftp, `${command} ${quoteArgument(path)}`, signal);
    sum = lastSum(reply.text, digits);
  } else throw Failure.of('not-supported', { host, what: hash });
  if (isUnknownCommand(reply)) throw Failure.of('not-supported', { host, what: hash }, reply.text);
  if (!isCompletion(reply)) throw await explainUse(ftp, refusal(reply, host, path), path);
  if (sum === null || sum.length !== digits) throw Failure.of('bad-reply', { host }, reply.text);
  return sum;
}

/** `213 SHA-256 0-49 6ae1… file`; null where it names another algorithm. */
export function sumOfHash(text: string, hash: string): string | null {
  const groups = /^213 (?<name>\S+) \d+-\d+ (?<sum>[0-9a-f]+)(?: |$)/imu.exec(text)?.groups;
  return groups?.['name']?.toUpperCase() === hash ? (groups['sum'] ?? '').toLowerCase() : null;
}

/** The last hex number of the last line that is long enough. A CRC may lack its leading zeros. */
export function lastSum(text: string, digits: number): string | null {
  const last = text.split('\n').at(-1)?.slice(4) ?? '';
  const candidates = last.split(/[\s"=]+/u).filter((word) => /^[0-9a-f]+$/iu.test(word) && (digits === 8 ? word.length <= 8 : word.length === digits));
  return candidates.at(-1)?.toLowerCase().padStart(digits, '0') ?? null;
}

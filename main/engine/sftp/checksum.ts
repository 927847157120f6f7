import type { ChecksumAlgorithm } from '../../../shared/model/checksum.ts';
import type { Client } from 'ssh2';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { runCommand, shellQuote } from './shell.ts';
import { packet } from './wire/codes.ts';

const EXTENSION = 'check-file-name';
const commands = { sha256: 'sha256sum', sha1: 'sha1sum', md5: 'md5sum', crc32: null } as const;
const digits = { sha256: 64, sha1: 40, md5: 32, crc32: 8 } as const;

/** The sum of the file at `path` as lower-case hexadecimal digits, made by the server. `shell` is null where it may run no commands. */
export function checksum(server: SftpServer, shell: Client | null, path: string, algorithm: ChecksumAlgorithm, signal: AbortSignal): Promise<string> {
  return runVerb(server, `checksum ${algorithm}`, path, async () => {
    throwIfCancelled(signal);
    const sum = server.checksFiles ? await byServer(server, path, algorithm) : await byCommand(server, shell, path, algorithm, signal);
    throwIfCancelled(signal);
    if (sum.length !== digits[algorithm] || !/^[\da-f]+$/u.test(sum)) throw new Error(`“${sum.slice(0, 200)}” is no sum of the kind ${algorithm}.`);
    server.log('reply', sum);
    return sum;
  });
}

async function byServer({ channel }: SftpServer, path: string, algorithm: ChecksumAlgorithm): Promise<string> {
  // From the start to the end, in one sum. It takes as long as reading the file.
  const fields = [Buffer.from(EXTENSION), pathBytes(channel, path), Buffer.from(algorithm), 0n, 0n, 0];
  const reply = await channel.slowQuery(packet.EXTENDED, fields, packet.EXTENDED_REPLY);
  const first = reply.text();
  // The extension's name comes first with some servers, the algorithm with others.
  const used = first.startsWith('check-file') ? reply.text() : first;
  if (used !== algorithm) throw new Error(`The server made a sum of the kind ${used}.`);
  return reply.rest().toString('hex');
}

async function byCommand(server: SftpServer, shell: Client | null, path: string, algorithm: ChecksumAlgorithm, signal: AbortSignal): Promise<string> {
  const { host } = server.profile;
  const command = commands[algorithm];
  if (shell === null || command === null) throw Failure.of('not-supported', { host, what: `checksum ${algorithm}` });
  // A command line is sent in UTF-8.
  if (!server.channel.charset.encode(path).equals(Buffer.from(path))) throw Failure.of('not-supported', { host, what: 'checksum of a name that is not in UTF-8' });
  // From standard input, since the command would write odd names in another way.
  const result = await runCommand(shell, `${command} < ${shellQuote(path)}`, signal).catch((problem: unknown) => {
    throwIfCancelled(signal);
    throw Failure.of('server-refused', { host, path }, String(problem), problem);
  });
  if (result.status !== 0) throw Failure.of(reasonOf(result.errors), { host, path }, result.errors.trim() || `exit status ${result.status ?? 'unknown'}`);
  return result.output.split(/\s/u, 1)[0] ?? '';
}

function reasonOf(words: string): 'no-such-file' | 'permission-denied' | 'server-refused' {
  if (/no such file|cannot open/iu.test(words)) return 'no-such-file';
  return /permission denied/iu.test(words) ? 'permission-denied' : 'server-refused';
}

import type { ByteSource } from '../session/bytes.ts';
import { commandSafe } from '../session/command-safe.ts';
import { Failure } from '../session/failure.ts';
import { command } from './command.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { DeflatingSource } from './deflating-source.ts';
import { sizeOnServer } from './download.ts';
import { explainUse } from './explain.ts';
import { Sender } from './sender.ts';
import { compressedMode } from './transfer-mode.ts';
import { setType } from './transfer-type.ts';
import { send } from './transfer.ts';
import { withAccount } from './with-account.ts';

/**
 * Stores a file in a directory under a name that the server makes up, so that nothing that is there is replaced (STOU, RFC 959 section 4.1.3).
 * Resolves with its path, which the 1xx reply names (`150 FILE: name`, RFC 1123 section 4.1.2.9), or on some servers the last one. Rejects with `bad-reply` where it names none: the
 * file is stored all the same. Rejects with `wrong-size` where the server kept another number of bytes and says so.
 */
export async function uploadUnique(ftp: FtpConnection, source: ByteSource, directory: string, signal: AbortSignal): Promise<string> {
  await command(ftp, `CWD ${directory}`, directory);
  await setType(ftp, false);
  const deflating = (await compressedMode(ftp, 'upload')) ? new DeflatingSource(source) : null;
  const sender = new Sender(ftp.buffers, deflating ?? source);
  const { preliminary, final } = await withAccount(ftp, () => send(ftp, { command: 'STOU', path: directory, offset: 0, signal }, sender), () => !sender.started)
    .catch(async (thrown: unknown) => {
      throw await explainUse(ftp, thrown, directory);
    })
    .finally(() => deflating?.close());
  const name = nameOf(preliminary?.text ?? '') ?? nameOf(final.text);
  if (name === null) throw Failure.of('bad-reply', { host: ftp.host, path: directory, what: 'STOU' }, preliminary?.text ?? final.text);
  const paths = pathsOf(ftp);
  // Some give the whole path.
  const path = paths.isAbsolute(name) ? name : paths.join(directory, paths.base(name));
  const sent = deflating?.count ?? sender.sent;
  const actual = await sizeOnServer(ftp, commandSafe(paths.asFile?.(path) ?? path));
  if (actual !== null && actual !== sent) throw Failure.of('wrong-size', { path, actual, expected: sent });
  return path;
}

/** The name in the reply to STOU; null where there is none. */
export function nameOf(reply: string): string | null {
  const named = /\bFILE:\s*(?<name>[^\r\n]+)/iu.exec(reply) ?? /unique file name:?\s*(?<name>[^\s()]+)/iu.exec(reply);
  const name = named?.groups?.['name']?.trim().replace(/^["'](.*)["']\.?$/u, '$1') ?? '';
  return name === '' ? null : name;
}

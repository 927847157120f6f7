import { Failure } from '../../session/failure.ts';
import { memorySink, memorySource } from '../../session/memory.ts';
import type { Session } from '../../session/session.ts';
import { readPublicLine } from './public-line.ts';

/** Larger files are not read into memory; thousands of keys fit. */
const LARGEST_FILE = 1024 * 1024;
const never = new AbortController().signal;

/**
 * Adds a public key to the account's `~/.ssh/authorized_keys`, once. What is there is kept; folder and file are made where they are not,
 * readable by their owner alone as sshd demands. Rejects with `not-supported` on what is not SSH, `no-public-key`, `listing-too-long`.
 */
export async function installKey(session: Session, publicKey: string): Promise<{ readonly added: boolean; readonly path: string }> {
  if (session.protection.control.kind !== 'ssh' || session.setMode === undefined) throw Failure.of('not-supported', { host: 'This server', what: 'authorized_keys' });
  const key = readPublicLine(publicKey);
  if (key === null) throw Failure.of('no-public-key', {});
  const folder = `${session.home.replace(/\/$/u, '')}/.ssh`;
  const path = `${folder}/authorized_keys`;
  if ((await session.stat(folder, never)) === null) {
    await session.makeDirectory(folder);
    await session.setMode(folder, 0o700);
  }
  const found = await session.stat(path, never);
  if (found === null) {
    await session.upload(memorySource(Buffer.from(`${key.line}\n`)), path, { signal: never, offset: 0 });
    await session.setMode(path, 0o600);
    return { added: true, path };
  }
  const held = await readWhole(session, path, found.size ?? 0);
  if (held.toString('latin1').split(/\r?\n/u).some((line) => holds(line, key.base64))) return { added: false, path };
  const newline = held.length > 0 && held.at(-1) !== 0x0a ? '\n' : '';
  const addition = Buffer.from(`${newline}${key.line}\n`);
  await session.upload(memorySource(addition), path, { signal: never, offset: held.length });
  if (found.kind === 'file' && found.mode !== null && (found.mode & 0o022) !== 0) await session.setMode(path, 0o600);
  return { added: true, path };
}

/** Lines may have options before the type, and a comment behind. */
function holds(line: string, base64: string): boolean {
  return !line.trimStart().startsWith('#') && line.split(/[ \t]+/u).includes(base64);
}

async function readWhole(session: Session, path: string, size: number): Promise<Buffer> {
  const limit = Failure.of('listing-too-long', { path, limit: `${LARGEST_FILE} bytes` });
  if (size > LARGEST_FILE) throw limit;
  const sink = memorySink();
  let received = 0;
  await session.download(path, { ...sink, write: (bytes) => {
    received += bytes.length;
    if (received > LARGEST_FILE) throw limit;
    return sink.write(bytes);
  } }, { signal: never, offset: 0 });
  return sink.bytes();
}

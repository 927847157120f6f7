import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { commandSafe } from '../session/command-safe.ts';
import type { BufferPool } from './buffer-pool.ts';
import type { SftpChannel } from './channel.ts';
import { sftpFailure } from './failures.ts';
import type { Lanes } from './segments/lanes.ts';

/** What the server lets one request carry, as far as it says (limits@openssh.com). */
export interface RequestShape {
  /** Bytes asked for by one READ and carried by one WRITE. */
  readonly readSize: number;
  readonly writeSize: number;
  /** Requests of one transfer in flight. */
  readonly readDepth: number;
  readonly writeDepth: number;
  /** Files and directories that the server lets be open at once; 0 where it does not say. */
  readonly handles: number;
}

/** The signed-in server as the verbs use it. */
export interface SftpServer {
  readonly profile: Profile;
  readonly channel: SftpChannel;
  readonly log: SessionContext['log'];
  /** Names and data of the extensions that the server announced. */
  readonly extensions: ReadonlyMap<string, string>;
  readonly shape: RequestShape;
  /** Further channels for large files that go up over a long line. */
  readonly lanes: Lanes;
  readonly buffers: BufferPool;
  /** LSTAT tells of what a link leads to, unlike the draft (section 6.8). */
  readonly lstatFollows: boolean;
  /** Sums files up itself when asked by `check-file-name` (draft-ietf-secsh-filexfer-extensions-00 section 3). */
  readonly checksFiles: boolean;
}

/** A path as it goes into a request. Throws `bad-argument` and `name-not-encodable`. */
export function pathBytes({ charset }: SftpChannel, path: string): Buffer {
  return charset.encode(commandSafe(path));
}

/** Runs one verb: logs it as OpenSSH's client would be told it, and makes a Failure of whatever goes wrong. */
export async function runVerb<T>(server: SftpServer, verb: string, path: string, work: () => Promise<T>): Promise<T> {
  const { log, profile } = server;
  try {
    commandSafe(path);
    log('command', `${verb} ${quote(path)}`);
    return await work();
  } catch (problem) {
    const failure = sftpFailure(problem, { host: profile.host, path, verb: verb.split(' ', 1)[0] ?? verb });
    if (failure.data.code !== 'cancelled') log('error', `${verb} ${quote(path)}: ${failure.data.detail ?? failure.message}`);
    throw failure;
  }
}

/** A path in the log, unmistakable. */
export function quote(path: string): string {
  return `"${path.replace(/["\\\p{Cc}]/gu, (character) => (character === '"' || character === '\\' ? `\\${character}` : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`))}"`;
}

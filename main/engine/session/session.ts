import type { Ability } from '../../../shared/model/ability.ts';
import type { CertificateReport } from '../../../shared/model/certificate.ts';
import type { ChecksumAlgorithm } from '../../../shared/model/checksum.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import type { ChannelProtection } from '../../../shared/model/protection.ts';
import type { GrammarName } from '../../../shared/path/grammar.ts';
import type { FtpConnection } from '../ftp/connection.ts';
import type { ByteSink, ByteSource } from './bytes.ts';

export interface ListOptions {
  readonly signal: AbortSignal;
  /** Gets the rows in chunks, in the server's order, without `.` and `..`. */
  readonly onEntries: (entries: readonly Entry[]) => void;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** First byte wanted; above 0 only with the ability `resumeDownload`. */
  readonly offset: number;
  /** The whole file's bytes as they were last seen; saves a round trip where it is right, and is not relied on. */
  readonly size?: number | null;
  /** Whether line ends change to those of this system on the way (FTP's TYPE A): the count is then of the bytes here. As the site has chosen where missing. */
  readonly text?: boolean;
}

export interface UploadOptions {
  readonly signal: AbortSignal;
  /** Where the first byte goes: 0 replaces the file, above 0 continues it (ability `resumeUpload`). */
  readonly offset: number;
  /** Whether line ends change on the way (FTP's TYPE A): the count is of the bytes here. As the site has chosen where missing. */
  readonly text?: boolean;
  /** Parts travel one after the other, so that everything that arrives counts. */
  readonly inOrder?: boolean;
  /**
   * From here on the last `bytes` of what is on the server may have gaps, but nothing before `firm` has. Told where parts can travel side by
   * side: once what was there has been cut to the offset (0 bytes), before parts do, and before a broken upload rejects.
   */
  readonly onLoose?: (bytes: number, firm: number) => void;
}

/**
 * One signed-in connection to a server, or the local disk: the one interface that every protocol implements and every feature is written
 * against. All paths are absolute, in the session's grammar. Every method rejects with a `Failure` and with nothing else. A name or path
 * with CR, LF or NUL is refused with `bad-argument` before anything is sent.
 *
 * Methods may be called side by side up to `concurrency` times; the pool keeps to that.
 */
export interface Session {
  /** The directory after signing in. */
  readonly home: string;
  readonly grammar: GrammarName;
  readonly abilities: readonly Ability[];
  /** Operations that may run at the same time on this connection: 1 on FTP, many on SFTP. */
  readonly concurrency: number;
  /** As measured on the live channels, at this moment. */
  readonly protection: ChannelProtection;
  /** Settles, never rejects, when the connection has ended for whatever reason. */
  readonly ended: Promise<void>;

  /** Fails with `not-a-directory`, `no-such-file`, `permission-denied`, `listing-too-long`. Names that would leave the directory (`..`, with a separator, empty) are not among the rows; the log tells of them. */
  list(path: string, options: ListOptions): Promise<void>;
  /** The one entry at `path`, links not followed; null where there is none. */
  stat(path: string, signal: AbortSignal): Promise<Entry | null>;
  /** The directory that a path leads to, links followed, by its own path where the server tells it; null where it leads to none. */
  resolveDirectory(path: string): Promise<string | null>;
  /** Resolves with the bytes sent to `sink` only when the server confirmed the end (226, or SFTP's end of file and close) and the count is what it said. */
  download(path: string, sink: ByteSink, options: DownloadOptions): Promise<number>;
  /** Resolves with the bytes sent only when the server confirmed them. Replaces a file that is there (offset 0). */
  upload(source: ByteSource, path: string, options: UploadOptions): Promise<number>;
  /** Removes a file or a link (never what it leads to), or an empty directory. */
  remove(path: string, kind: 'file' | 'directory'): Promise<void>;
  /** Fails with `already-exists`. The parent must exist. */
  makeDirectory(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Ends the connection in the protocol's polite way; never rejects and may be called twice. */
  close(): Promise<void>;

  /** Bytes before the end of a file of unknown origin that may have gaps, since a broken upload of ours may have left it whose parts travelled side by side. None where missing. */
  readonly looseTail?: number;
  /** Settles, never rejects, once it is known which of the following there are; missing where they are known from the start. */
  readonly settled?: Promise<void>;
  /** Renames over a file that is there, in one step. Missing where that cannot be known of `rename`. */
  replace?(from: string, to: string): Promise<void>;
  setMode?(path: string, mode: number): Promise<void>;
  /** `at` in milliseconds since the epoch. */
  setTime?(path: string, at: number): Promise<void>;
  readLink?(path: string): Promise<string>;
  makeLink?(target: string, path: string): Promise<void>;
  checksum?(path: string, algorithm: ChecksumAlgorithm, signal: AbortSignal): Promise<string>;
  copy?(from: string, to: string, signal: AbortSignal): Promise<void>;
  /** Bytes that this user may still store where a path is. */
  freeSpace?(path: string): Promise<number>;
  /** Stores a file in a directory under a name that the server makes up, and resolves with its path. */
  uploadUnique?(source: ByteSource, directory: string, signal: AbortSignal): Promise<string>;
  /** `directory` is where the command works in. */
  raw?(command: string, directory?: string): Promise<string>;
  /** FTP only: lends the control connection to a transfer between two servers, with nothing else on it meanwhile. */
  lendControl?<T>(work: (ftp: FtpConnection, asFile: (path: string) => string) => Promise<T>): Promise<T>;
  /** What is to be said of the certificate that the server showed; only where there was one. */
  inspect?(): Promise<CertificateReport>;
}

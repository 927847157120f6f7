import type { Invocation } from '../bench.ts';

/** The server of a bench, as every client is told of it. */
export interface Target {
  readonly protocol: 'ftp' | 'ftps' | 'sftp';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** FTPS: the root certificate's file, and the fingerprint of the server's own. */
  readonly caFile: string;
  readonly certificateFingerprint: string;
  /** SFTP: who we are, and who the server is. */
  readonly keyFile: string;
  readonly knownHostsFile: string;
  readonly hostKeyFingerprint: string;
  /** An empty folder to serve as the client's home, so that nobody's own configuration takes part. */
  readonly home: string;
}

/**
 * A program that moves files, by what it is told to do. All sign in the same way: by password on FTP, by the same key on SFTP. What a
 * program cannot do is left out.
 */
export interface FileClient {
  readonly name: string;
  readonly protocols: readonly Target['protocol'][];
  get?(target: Target, remote: string, local: string): Invocation;
  put?(target: Target, local: string, remote: string): Invocation;
  /** The folder `remote` becomes the folder `local`, which does not exist. */
  getFolder?(target: Target, remote: string, local: string, connections: number): Invocation;
  putFolder?(target: Target, local: string, remote: string, connections: number): Invocation;
  /** Prints the listing. */
  list?(target: Target, remote: string): Invocation;
}

import type { Client } from 'ssh2';
import type { Charset } from '../charset/charset.ts';
import { commandSafe } from '../session/command-safe.ts';
import type { SessionContext } from '../session/context.ts';
import { quote } from '../sftp/server.ts';
import { scpFailure } from './failures.ts';

/** A signed-in server that runs commands, as the verbs use it. */
export interface ScpServer {
  readonly client: Client;
  readonly host: string;
  readonly charset: Charset;
  readonly timeoutSeconds: number;
  readonly log: SessionContext['log'];
  /** Whether `ls` is GNU's, which writes names and times so that nothing is left to guess. */
  readonly gnu: boolean;
}

/** Runs one verb: checks its paths before anything is sent, and makes a Failure of whatever goes wrong. */
export async function runVerb<T>({ log, host }: ScpServer, verb: string, paths: readonly string[], work: () => Promise<T>): Promise<T> {
  const path = paths[0] ?? '';
  try {
    for (const one of paths) commandSafe(one);
    log('command', `${verb} ${paths.map(quote).join(' ')}`);
    return await work();
  } catch (problem) {
    const failure = scpFailure(problem, host, path);
    if (failure.data.code !== 'cancelled') log('error', `${verb} ${quote(path)}: ${failure.data.detail ?? failure.message}`);
    throw failure;
  }
}

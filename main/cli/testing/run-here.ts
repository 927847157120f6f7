import { runCommandLine } from '../run.ts';
import type { CliRun } from './spawn-cli.ts';

export interface HereOptions {
  /** HAWSER_PASSWORD; not set where it is left out. */
  readonly password?: string;
  /** HAWSER_TARGET_PASSWORD. */
  readonly targetPassword?: string;
  /** HAWSER_PROXY_PASSWORD. */
  readonly proxyPassword?: string;
  /** HAWSER_VIA_PASSWORD. */
  readonly viaPassword?: string;
  /** HAWSER_CERTIFICATE_PASSPHRASE. */
  readonly certificatePassphrase?: string;
  /** HAWSER_NEW_PASSPHRASE. */
  readonly newPassphrase?: string;
}

/**
 * Runs a command line in this process, with nobody at the terminal: everything of it but app/cli.ts, without the time that a process takes
 * to start. Local paths must be absolute.
 */
export async function runHere(args: readonly string[], { password, proxyPassword, targetPassword, viaPassword, certificatePassphrase, newPassphrase }: HereOptions = {}): Promise<CliRun> {
  const stdout: Buffer[] = [];
  const stderr: string[] = [];
  const status = await runCommandLine(args, {
    terminal: {
      write: async (data) => void stdout.push(Buffer.from(data)),
      say: (line) => void stderr.push(`${line}\n`),
      progress: () => undefined,
      prompt: null,
    },
    secrets: { account: password ?? null, proxy: proxyPassword ?? null, target: targetPassword ?? null, via: viaPassword ?? null, certificate: certificatePassphrase ?? null, fresh: newPassphrase ?? null },
    signal: new AbortController().signal,
  });
  const stdoutBytes = Buffer.concat(stdout);
  const text = stdoutBytes.toString();
  return { status, stdout: text, stdoutBytes, stderr: stderr.join(''), json: () => JSON.parse(text) as unknown };
}

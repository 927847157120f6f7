import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { processTree } from '../../../e2e/fixtures/process-tree.ts';
import type { TestServer } from '../../../e2e/fixtures/start-server.ts';

const entry = fileURLToPath(new URL('../../../app/cli.ts', import.meta.url));

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stdoutBytes: Buffer;
  readonly stderr: string;
  /** The one document on standard output. Throws where there is anything else. */
  json(): unknown;
}

export interface CliOptions {
  /** HAWSER_PASSWORD; not set where it is left out. */
  readonly password?: string;
  readonly cwd?: string;
  /** Called whenever the command has written to standard error, with all of that. */
  readonly onProgress?: (pid: number, said: string) => void;
}

/** Runs the command line from source, as its own process, in the Node that runs the tests. */
export function runCli(args: readonly string[], { password, cwd, onProgress }: CliOptions = {}): Promise<CliRun> {
  const { HAWSER_PASSWORD: _outer, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      env: { ...env, ...(password !== undefined && { HAWSER_PASSWORD: password }) },
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => {
      stderr.push(bytes);
      onProgress?.(child.pid!, Buffer.concat(stderr).toString());
    });
    child.on('error', reject);
    child.on('close', (status) => {
      const stdoutBytes = Buffer.concat(stdout);
      const text = stdoutBytes.toString();
      resolve({ status, stdout: text, stdoutBytes, stderr: Buffer.concat(stderr).toString(), json: () => JSON.parse(text) as unknown });
    });
  });
}

/** The argument lists of a process and all that it has started, as every user of the machine can read them. */
export async function argumentLines(pid: number): Promise<string> {
  const members = await processTree(pid);
  return members.map((member) => read(`/proc/${member}/cmdline`)).join('\n');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it has ended
  }
}

const schemes = { ftp: 'ftp', 'ftps-explicit': 'ftpes', 'ftps-implicit': 'ftps', sftp: 'sftp' } as const;

/** The address of a path below the server's home. */
export function urlOf({ protocol, user, host, port, homePath }: TestServer, path = ''): string {
  const whole = `${homePath}/${path}`.replace(/\/{2,}/gu, '/');
  return `${schemes[protocol]}://${user}@${host.includes(':') ? `[${host}]` : host}:${port}${encodeURI(whole)}`;
}

/** What makes this server trusted. */
export function trustOf({ certificateFingerprint, hostKeyFingerprint }: TestServer): readonly string[] {
  const fingerprint = certificateFingerprint ?? hostKeyFingerprint;
  return fingerprint === undefined ? [] : ['--trust', fingerprint];
}

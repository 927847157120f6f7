import { Failure } from '../session/failure.ts';
import { CommandProblem } from './failures.ts';
import { runLines, runSilently } from './run.ts';
import { runVerb, type ScpServer } from './server.ts';

/** Both `mv` and `ln` put their subject into a folder that has the new name. The words come as $1 and $2, so that no shell looks into them. */
const unlessFolder = (command: string): string => `sh -c 'if [ -d "$2" ]; then echo "$2: File exists" >&2; exit 1; fi; exec ${command}' sh`;

export function remove(server: ScpServer, path: string, kind: 'file' | 'directory'): Promise<void> {
  return runVerb(server, kind === 'file' ? 'rm' : 'rmdir', [path], () => runSilently(server, `env LC_ALL=C ${kind === 'file' ? 'rm' : 'rmdir'}`, [path]));
}

export function makeDirectory(server: ScpServer, path: string): Promise<void> {
  return runVerb(server, 'mkdir', [path], () => runSilently(server, 'env LC_ALL=C mkdir', [path]));
}

export function rename(server: ScpServer, from: string, to: string): Promise<void> {
  return runVerb(server, 'mv', [from, to], () => runSilently(server, `env LC_ALL=C ${unlessFolder('mv -f "$1" "$2"')}`, [from, to]));
}

export function setMode(server: ScpServer, path: string, mode: number): Promise<void> {
  const digits = (mode & 0o7777).toString(8).padStart(4, '0');
  return runVerb(server, `chmod ${digits}`, [path], () => runSilently(server, `env LC_ALL=C chmod ${digits}`, [path]));
}

/** `at` in milliseconds since the epoch; whole seconds reach the server. */
export function setTime(server: ScpServer, path: string, at: number): Promise<void> {
  const time = new Date(at).toISOString();
  const digits = `${time.slice(0, 16).replace(/[-T:]/gu, '')}.${time.slice(17, 19)}`;
  return runVerb(server, `touch -t ${digits}`, [path], () => runSilently(server, `env LC_ALL=C TZ=UTC0 touch -c -m -t ${digits}`, [path]));
}

export function makeLink(server: ScpServer, target: string, path: string): Promise<void> {
  return runVerb(server, 'ln -s', [target, path], () => runSilently(server, `env LC_ALL=C ${unlessFolder('ln -s -- "$1" "$2"')}`, [target, path]));
}

export function readLink(server: ScpServer, path: string): Promise<string> {
  return runVerb(server, 'readlink', [path], async () => {
    const lines: Buffer[] = [];
    try {
      await runLines(server, 'env LC_ALL=C readlink', [path], new AbortController().signal, (line) => void (lines.length < 2 && lines.push(Buffer.from(line))));
    } catch (problem) {
      // GNU's says nothing of what is no link.
      throw problem instanceof CommandProblem && problem.message === '' ? new CommandProblem('It is not a link, or there is no such file.', 1) : problem;
    }
    const [line] = lines;
    if (line === undefined || lines.length > 1) throw Failure.of('bad-reply', { host: server.host });
    return server.charset.decode(line);
  });
}

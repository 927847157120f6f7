import { spawn } from 'node:child_process';

/** A set-up or build step that cannot go on; its message is one that a person can act on, so no stack is shown. */
export class SetupError extends Error {}

/** One line for the person who waits. Goes to stderr, because stdout may carry a program's own output. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a program to its end and collects what it printed. Never rejects: a program that cannot be started gives status 127,
 * one stopped by the time limit (`timeout`, milliseconds) gives status 124.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, input?: string}} [options]
 * @returns {Promise<{status: number, stdout: string, stderr: string}>}
 */
export function capture(command, args, { cwd, env, timeout, input } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let late = false;
    const limit = timeout === undefined ? undefined : setTimeout(() => { late = true; child.kill('SIGKILL'); }, timeout);
    child.stdout.setEncoding('utf8').on('data', (text) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text) => { stderr += text; });
    child.stdin.on('error', () => {}); // the program may end without reading its input
    child.stdin.end(input ?? '');
    const done = (status, more = '') => {
      clearTimeout(limit);
      resolve({ status: late ? 124 : status, stdout, stderr: stderr + more });
    };
    child.on('error', (error) => done(127, error.message));
    child.on('close', (code) => done(code ?? 1));
  });
}

/**
 * Runs a program with this terminal, its output going where `stdio` says, and gives its exit status. SIGINT and SIGTERM that
 * reach this process are passed on, so that stopping `npm start` stops the app too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions}} [options]
 * @returns {Promise<number>}
 */
export function follow(command, args, { cwd, env, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const done = () => process.off('SIGINT', pass).off('SIGTERM', pass);
    child.on('error', (error) => { done(); reject(new SetupError(`Could not start ${command}: ${error.message}`)); });
    child.on('close', (code, signal) => { done(); resolve(code ?? (signal === 'SIGINT' ? 130 : 1)); });
  });
}

/** Set-up's programs print to stderr, whatever they print. */
export const onStderr = /** @type {('ignore' | 2)[]} */ (['ignore', 2, 2]);

/** The npm that runs this script, or the one on the path; Windows can start npm only through its JavaScript file. */
export function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

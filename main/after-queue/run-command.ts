import { spawn } from 'node:child_process';
import type { SystemCommand } from './power-command.ts';

/** Starts a program that lives on by itself. Rejects when it cannot be started. */
export function runCommand({ file, args }: SystemCommand, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { detached: true, stdio: 'ignore', windowsHide: true, env });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

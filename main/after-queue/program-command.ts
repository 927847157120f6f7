import { join } from 'node:path';
import { MainFailure } from '../failure.ts';
import type { SystemCommand } from './power-command.ts';

export interface ProgramSystem {
  readonly platform: NodeJS.Platform;
  readonly systemRoot?: string | undefined;
}

/**
 * How a program of the user's choice is started with arguments. Windows runs batch files by its command interpreter alone, which has no
 * way to quote some characters: arguments with them are refused, since it would act on them.
 */
export function programCommand(program: string, args: readonly string[], { platform, systemRoot = 'C:\\Windows' }: ProgramSystem): SystemCommand {
  if (platform === 'darwin' && program.endsWith('.app')) return { file: '/usr/bin/open', args: ['-W', '-a', program, '--args', ...args] };
  if (platform !== 'win32' || !/\.(?:bat|cmd)$/iu.test(program)) return { file: program, args };
  const words = [program, ...args];
  if (words.some((word) => /["%]/u.test(word))) throw MainFailure.of('batch-file-arguments', { program });
  // /d: no AutoRun. /v:off: no ! variables. /s: only the outermost quotes are taken off.
  return { file: join(systemRoot, 'System32', 'cmd.exe'), args: ['/d', '/v:off', '/s', '/c', `"${words.map((word) => `"${word}"`).join(' ')}"`], verbatim: true };
}

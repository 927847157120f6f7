import { join } from 'node:path';

/** A program of the system and what it is told, without a shell in between. */
export interface SystemCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Windows: the arguments are quoted already. */
  readonly verbatim?: boolean;
}

/** How a computer is sent to sleep or shut down by its user. */
export function powerCommand(platform: NodeJS.Platform, action: 'sleep' | 'shut-down', systemRoot = 'C:\\Windows'): SystemCommand {
  switch (platform) {
    case 'win32': {
      const system = (name: string): string => join(systemRoot, 'System32', name);
      // The third argument of SetSuspendState, 0, lets wake events be.
      return action === 'sleep' ? { file: system('rundll32.exe'), args: ['powrprof.dll,SetSuspendState', '0,1,0'] } : { file: system('shutdown.exe'), args: ['/s', '/t', '0'] };
    }
    case 'darwin':
      return action === 'sleep' ? { file: '/usr/bin/pmset', args: ['sleepnow'] } : { file: '/usr/bin/osascript', args: ['-e', 'tell application "System Events" to shut down'] };
    default:
      return { file: 'systemctl', args: [action === 'sleep' ? 'suspend' : 'poweroff'] };
  }
}

import { expect, it } from 'vitest';
import { powerCommand } from './power-command.ts';

const words = ({ file, args }: ReturnType<typeof powerCommand>) => [file.split(/[\\/]/u).at(-1), ...args];

it.each([
  ['linux', 'sleep', ['systemctl', 'suspend']],
  ['linux', 'shut-down', ['systemctl', 'poweroff']],
  ['darwin', 'sleep', ['pmset', 'sleepnow']],
  ['darwin', 'shut-down', ['osascript', '-e', 'tell application "System Events" to shut down']],
  ['win32', 'sleep', ['rundll32.exe', 'powrprof.dll,SetSuspendState', '0,1,0']],
  ['win32', 'shut-down', ['shutdown.exe', '/s', '/t', '0']],
] as const)('%s: %s', (platform, action, expected) => expect(words(powerCommand(platform, action))).toEqual(expected));

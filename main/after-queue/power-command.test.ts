import { expect, it } from 'vitest';
import { powerCommand, programCommand } from './power-command.ts';

const words = ({ file, args }: ReturnType<typeof powerCommand>) => [file.split(/[\\/]/u).at(-1), ...args];

it.each([
  ['linux', 'sleep', ['systemctl', 'suspend']],
  ['linux', 'shut-down', ['systemctl', 'poweroff']],
  ['darwin', 'sleep', ['pmset', 'sleepnow']],
  ['darwin', 'shut-down', ['osascript', '-e', 'tell application "System Events" to shut down']],
  ['win32', 'sleep', ['rundll32.exe', 'powrprof.dll,SetSuspendState', '0,1,0']],
  ['win32', 'shut-down', ['shutdown.exe', '/s', '/t', '0']],
] as const)('%s: %s', (platform, action, expected) => expect(words(powerCommand(platform, action))).toEqual(expected));

it('starts a program as it is, and a batch file by the interpreter', () => {
  expect(programCommand('linux', '/home/m/after queue.sh')).toEqual({ file: '/home/m/after queue.sh', args: [] });
  expect(words(programCommand('win32', 'C:\\after.bat'))).toEqual(['cmd.exe', '/d', '/c', 'C:\\after.bat']);
  expect(programCommand('win32', 'C:\\after.exe')).toEqual({ file: 'C:\\after.exe', args: [] });
});

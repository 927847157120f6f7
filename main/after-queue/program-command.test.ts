import { expect, it } from 'vitest';
import { programCommand } from './program-command.ts';

const windows = { platform: 'win32' } as const;

it('starts a program as it is', () => {
  expect(programCommand('/home/m/after queue.sh', ['a b', '$HOME'], { platform: 'linux' })).toEqual({ file: '/home/m/after queue.sh', args: ['a b', '$HOME'] });
  expect(programCommand('C:\\after.exe', ['%PATH%', '"'], windows)).toEqual({ file: 'C:\\after.exe', args: ['%PATH%', '"'] });
});

it('opens an application of macOS, which is a folder', () => {
  expect(programCommand('/Applications/After.app', ['a b'], { platform: 'darwin' })).toEqual({ file: '/usr/bin/open', args: ['-W', '-a', '/Applications/After.app', '--args', 'a b'] });
});

it('gives a batch file to the interpreter in quotes, and nothing that quotes do not keep', () => {
  const { file, args, verbatim } = programCommand('C:\\my after.bat', ['a & b', '^', 'C:\\dir\\', ''], windows);
  expect(file.split(/[\\/]/u).at(-1)).toBe('cmd.exe');
  expect(args).toEqual(['/d', '/v:off', '/s', '/c', String.raw`""C:\my after.bat" "a & b" "^" "C:\dir\" """`]);
  expect(verbatim).toBe(true);
  for (const bad of ['%PATH%', '" & calc & "']) expect(() => programCommand('C:\\after.cmd', [bad], windows)).toThrow('C:\\after.cmd');
});

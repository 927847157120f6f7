import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeScratch } from '../../../e2e/fixtures/scratch.ts';
import { Failure } from '../session/failure.ts';
import { safeName, staysBelow } from './safe-name.ts';

function reason(call: () => unknown): string {
  try {
    call();
    return 'fine';
  } catch (thrown) {
    return (thrown as Failure).data.reason;
  }
}

describe('a name from a server', () => {
  it.each(['..', '.', '', '../x', '/etc/x', 'a/b', 'a\nb', 'a\rb'])('%j would leave the folder', (name) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) expect(reason(() => safeName(name, platform))).toBe('unsafe-name');
  });
  it.each(['..\\x', 'C:\\x', 'a\\b'])('%j would leave the folder on Windows alone', (name) => {
    expect(reason(() => safeName(name, 'win32'))).toBe('unsafe-name');
    expect(reason(() => safeName(name, 'linux'))).toBe('fine');
  });
  it.each(['CON', 'con', 'nul.txt', 'Aux.tar.gz', 'COM1', 'lpt9.x', 'COM²', 'CON .txt', 'a:b', 'file:stream', 'trailing.', 'trailing ', 'a*b', 'what?', 'tab\there'])(
    '%j cannot be on Windows', (name) => {
      expect(reason(() => safeName(name, 'win32'))).toBe('impossible-name');
      expect(reason(() => safeName(name, 'linux'))).toBe('fine');
    },
  );
  it.each(['console', 'COM10', 'nullable', 'aux1', '.htaccess', '..two', 'Größe'])('%j can be anywhere', (name) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) expect(safeName(name, platform)).toBe(name);
  });
  it('refuses what no disk can hold', () => {
    for (const name of ['x'.repeat(256), 'ü'.repeat(128)]) expect(reason(() => safeName(name, 'linux'))).toBe('name-too-long');
    for (const name of ['a\0b', '\ud800x']) expect(reason(() => safeName(name, 'linux'))).toBe('impossible-name');
    expect(reason(() => safeName('ü'.repeat(128), 'win32'))).toBe('fine');
    expect(reason(() => safeName('caf\udce9', 'darwin'))).toBe('impossible-name');
    expect(reason(() => safeName('caf\udce9', 'linux'))).toBe('fine');
  });
});

describe('a directory below the chosen folder', () => {
  it('may be a link within it, and not a link out of it', async () => {
    const root = await makeScratch('below');
    await mkdir(join(root, 'chosen/real'), { recursive: true });
    await mkdir(join(root, 'chosen-too'));
    await symlink('real', join(root, 'chosen/inner'));
    await symlink(join(root, 'chosen-too'), join(root, 'chosen/outer'));
    for (const fine of ['chosen', 'chosen/real', 'chosen/inner']) await staysBelow(join(root, 'chosen'), join(root, fine));
    await expect(staysBelow(join(root, 'chosen'), join(root, 'chosen/outer'))).rejects.toMatchObject({ data: { reason: 'unsafe-name' } });
    await staysBelow('/', join(root, 'chosen/outer'));
  });
});

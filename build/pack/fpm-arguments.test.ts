import { describe, expect, test } from 'vitest';
import { controlFile } from './debian-control.mjs';
import { parseFpm } from './fpm-arguments.mjs';

const given = [
  '-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgbm1', '--deb-compression', 'xz', '--architecture', 'amd64',
  '--after-install', '/t/in', '--after-remove', '/t/out', '--description', 'Synopsis\n Long\n\n text', '--version', '1.2.3',
  '--package', '/d/hawser.deb', '--name', 'hawser', '--maintainer', 'A <a@b.invalid>', '--vendor', 'A', '--url', 'https://h.invalid',
  '--deb-priority', 'optional', '/d/unpacked/=/opt/Hawser', '/i/a=b.png=/usr/share/icons/hawser.png',
];

describe('the command line that electron-builder gives to fpm', () => {
  test('is read whole', () => {
    expect(parseFpm(given)).toMatchObject({
      name: 'hawser', version: '1.2.3', architecture: 'amd64', depends: ['libnss3', 'libgbm1'], recommends: [], compression: 'xz',
      afterInstall: '/t/in', afterRemove: '/t/out', package: '/d/hawser.deb', category: 'misc',
    });
  });
  test('maps sources to targets at the last equals sign', () => {
    expect(parseFpm(given).mappings).toEqual([
      { source: '/d/unpacked/', target: '/opt/Hawser' }, { source: '/i/a=b.png', target: '/usr/share/icons/hawser.png' },
    ]);
  });
  test('is refused when it asks for what this stand-in cannot do', () => {
    expect(() => parseFpm([...given, '--deb-systemd', 'x.service'])).toThrow('--deb-systemd');
    expect(() => parseFpm(given.map((word) => (word === 'deb' ? 'rpm' : word)))).toThrow('dir to rpm');
  });
});

test('the control file folds the description and leaves out what is empty', () => {
  const control = controlFile(parseFpm(given), 42);
  expect(control).toContain('Installed-Size: 42\nDepends: libnss3, libgbm1\nSection: misc\n');
  expect(control.endsWith('Description: Synopsis\n Long\n .\n text\n')).toBe(true);
  expect(control).not.toContain('Recommends');
});

import { expect, it } from 'vitest';
import { Failure } from '../session/failure.ts';
import { fittingName, fittingPath } from './path-length.ts';

function reason(call: () => unknown): unknown {
  try {
    call();
    return 'fine';
  } catch (thrown) {
    return [(thrown as Failure).data.reason, (thrown as Failure).data.parameters['length'], (thrown as Failure).data.parameters['limit']];
  }
}

it('a name may have 255 bytes, on Windows 255 UTF-16 units', () => {
  const wide = 'ü'.repeat(200);
  expect([reason(() => fittingName(wide, 'win32')), reason(() => fittingName(wide, 'linux'))]).toEqual(['fine', ['name-too-long', 400, 255]]);
  expect(reason(() => fittingName('x'.repeat(256), 'win32'))).toEqual(['name-too-long', 256, 255]);
  // Each lone surrogate is one byte of a name that is no UTF-8.
  expect(reason(() => fittingName('\udce9'.repeat(255), 'linux'))).toBe('fine');
});

it('a path on Windows may have more than 260 characters, and an end all the same', () => {
  const path = (length: number) => `C:\\${'folder name\\'.repeat(Math.ceil(length / 12))}`.slice(0, length);
  expect([260, 261, 32_758].map((length) => reason(() => fittingPath(path(length), 'win32')))).toEqual(['fine', 'fine', 'fine']);
  expect(reason(() => fittingPath(path(32_759), 'win32'))).toEqual(['path-too-long', 32_759, 32_758]);
});

it('a path elsewhere may have as many bytes as the system takes', () => {
  expect([reason(() => fittingPath(`/${'ü'.repeat(2047)}`, 'linux')), reason(() => fittingPath(`/${'ü'.repeat(2048)}`, 'linux'))]).toEqual(['fine', ['path-too-long', 4097, 4095]]);
  expect(reason(() => fittingPath(`/${'x'.repeat(1023)}`, 'darwin'))).toEqual(['path-too-long', 1024, 1023]);
});

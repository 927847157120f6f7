import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appFile } from './app-files.ts';

const folder = resolve('renderer-files');

describe('app:// addresses', () => {
  it('name the files of the window', () => {
    expect(appFile(folder, 'app://hawser/index.html')).toEqual({ path: join(folder, 'index.html'), contentType: 'text/html; charset=utf-8' });
    expect(appFile(folder, 'app://hawser/assets/index-Bx_3.js?v=1#top')?.path).toBe(join(folder, 'assets', 'index-Bx_3.js'));
    expect(appFile(folder, 'app://hawser/assets/../index.html')?.path).toBe(join(folder, 'index.html'));
    expect(appFile(folder, 'app://hawser/../../secret.js')?.path).toBe(join(folder, 'secret.js'));
  });

  it.each([
    'app://hawser/%2e%2e%2f%2e%2e%2fmain.js',
    'app://hawser/..%2f..%2fmain.js',
    'app://hawser/..%5c..%5cmain.js',
    'app://hawser/assets%2f..%2f..%2fapp%2fmain.js',
    'app://hawser//etc/passwd.js',
    'app://hawser/%00index.html',
    'app://hawser/C:/x.js',
    'app://hawser/index.html%20',
    'app://hawser/a%',
    'app://hawser/',
    'app://hawser/notes.txt',
    'app://other/index.html',
    'app://hawser.example/index.html',
    'file:///etc/passwd.js',
    'nonsense',
  ])('never lead elsewhere: %s', (address) => {
    expect(appFile(folder, address)).toBeNull();
  });
});

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The walls that no linter rule holds. */
const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.css'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '');

describe('the house', () => {
  it('has no file whose name says nothing', () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|types|misc)\.\w+$/u.test(file))).toEqual([]);
  });

  it('has few rooms on its top level', () => {
    const rooms = new Set(sources.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));
    expect([...rooms].filter((room) => !['app', 'main', 'renderer', 'shared', 'e2e', 'bench', 'build'].includes(room ?? ''))).toEqual([]);
  });

  it('speaks IPC only in the files of the contract', () => {
    const speakers = sources.filter((file) => /\.tsx?$/u.test(file) && !file.endsWith('.test.ts') && !file.startsWith('e2e/') && /\bipc(Main|Renderer)\b/u.test(withoutComments(file)));
    expect(speakers.filter((file) => file !== 'app/preload.ts' && !file.startsWith('main/ipc/'))).toEqual([]);
  });

  it('wires each process in at most 80 lines', () => {
    const long = sources.filter((file) => /^app\/.*\.tsx?$/u.test(file) && readFileSync(file, 'utf8').split('\n').length > 81);
    expect(long).toEqual([]);
  });

  it('keeps its source files short', () => {
    const lengths = sources
      .filter((file) => /^(app|main|renderer|shared)\/.*\.tsx?$/u.test(file) && !file.includes('.test.') && !file.includes('/locale/'))
      .map((file) => readFileSync(file, 'utf8').split('\n').length)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('leaves no test out', () => {
    const skipping = sources.filter((file) => /\.(test|spec)\.tsx?$/u.test(file) && file !== 'build/house.test.ts' && /\b(it|test|describe)\.(skip|only|fixme|todo)\(/u.test(readFileSync(file, 'utf8')));
    expect(skipping).toEqual([]);
  });
});

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
}

import { describe, expect, it } from 'vitest';
import { hasExtension, nameFilter, type NameRules } from './name-filter.ts';

const none: NameRules = { skipSourceControl: false, skipSystemFiles: false, skipTemporaryFiles: false, onlyImages: false, includeNames: [], excludeNames: [] };
const kept = (rules: Partial<NameRules>, names: readonly string[], kind: 'file' | 'directory' = 'file') => names.filter((name) => nameFilter({ ...none, ...rules })(name, kind));
const names = ['a.txt', 'B.JPG', 'notes~', '.git', '.DS_Store', '._a', 'x.tmp', 'a.b.c'];

describe('what goes along of a folder', () => {
  it('is all of it unless something is chosen', () => expect(kept({}, names)).toEqual(names));

  it('leaves the sets out', () => {
    expect(kept({ skipSourceControl: true }, names)).not.toContain('.git');
    expect(kept({ skipSourceControl: true, skipSystemFiles: true, skipTemporaryFiles: true }, names)).toEqual(['a.txt', 'B.JPG', 'a.b.c']);
    expect(kept({ skipSourceControl: true, skipTemporaryFiles: true }, ['.git', 'src'], 'directory')).toEqual(['src']);
  });

  it('knows patterns, whatever the case', () => {
    expect(kept({ includeNames: ['*.txt', 'b.???'] }, names)).toEqual(['a.txt', 'B.JPG']);
    expect(kept({ excludeNames: ['A*'] }, names)).not.toContain('a.txt');
    expect(kept({ excludeNames: ['*.*.*'] }, names)).not.toContain('a.b.c');
    expect(kept({ excludeNames: ['[a].txt', '.'] }, names)).toEqual(names);
    // Folders are looked into for what is wanted in them.
    expect(kept({ includeNames: ['*.txt'], onlyImages: true }, ['src'], 'directory')).toEqual(['src']);
    expect(kept({ onlyImages: true }, names)).toEqual(['B.JPG']);
  });

  it('is told quickly of a pattern that is made to be slow', () => {
    expect(nameFilter({ ...none, excludeNames: [`${'*a'.repeat(90)}b`] })('a'.repeat(250), 'file')).toBe(true);
  });
});

describe('extensions', () => {
  it('are what follows the last dot', () => {
    expect(['a.TXT', 'a.tar.txt', 'txt', '.txt', 'a.txt2', 'a.'].map((name) => hasExtension(name, ['txt']))).toEqual([true, true, false, false, false, false]);
  });
});

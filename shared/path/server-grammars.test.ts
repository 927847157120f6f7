import { describe, expect, it } from 'vitest';
import { grammarOf, type GrammarName } from './grammar.ts';
import { isWithin } from './is-within.ts';

interface Rows {
  readonly roots: readonly string[];
  /** directory, name, path; base of the path is the name. */
  readonly joined: readonly (readonly [string, string, string])[];
  /** path, parent, base */
  readonly split: readonly (readonly [string, string, string])[];
  /** from, typed, resolved */
  readonly resolved: readonly (readonly [string, string, string])[];
  readonly relative: readonly string[];
}

const grammars: Readonly<Partial<Record<GrammarName, Rows>>> = {
  unix: {
    roots: ['/'],
    joined: [['/', 'hold', '/hold'], ['/a', 'b', '/a/b'], ['/a/', 'b', '/a/b'], ['/', 'C:\\x', '/C:\\x']],
    split: [['/a', '/', 'a'], ['/a/b', '/a', 'b'], ['/a/b/', '/a', 'b'], ['/a b/c d', '/a b', 'c d']],
    resolved: [['/a', 'b', '/a/b'], ['/a', '/b', '/b'], ['/a', '..', '/'], ['/', '../..', '/'], ['/a', './/b/', '/a/b']],
    relative: ['a', './a', '..', ''],
  },
  'dos-slashes': {
    roots: ['C:/', 'C:', 'D:/', '//server/share/'],
    joined: [['C:/', 'hold', 'C:/hold'], ['C:/a', 'b', 'C:/a/b'], ['C:\\a', 'b', 'C:/a/b']],
    split: [['C:/a', 'C:/', 'a'], ['C:/a/b', 'C:/a', 'b'], ['C:/a/b/', 'C:/a', 'b'], ['//server/share/a', '//server/share/', 'a']],
    resolved: [['C:/a', 'b', 'C:/a/b'], ['C:/a', '/b', 'C:/b'], ['C:/a', '..', 'C:/'], ['C:/a', '../../..', 'C:/'], ['C:/a', 'D:\\b\\..\\c', 'D:/c']],
    relative: ['a', '/a', '..'],
  },
  'dos-virtual': {
    roots: ['\\', '/'],
    joined: [['\\', 'hold', '\\hold'], ['\\a', 'b', '\\a\\b'], ['\\a\\', 'b', '\\a\\b']],
    split: [['\\a', '\\', 'a'], ['\\a\\b', '\\a', 'b'], ['/a/b', '\\a', 'b']],
    resolved: [['\\a', 'b', '\\a\\b'], ['\\a', '\\b', '\\b'], ['\\a', '/b/c', '\\b\\c'], ['\\a', '..\\..', '\\'], ['\\a', '.\\b\\\\c\\', '\\a\\b\\c']],
    relative: ['a', 'a\\b', '..'],
  },
  vms: {
    roots: ['DKA0:[000000]', 'SYS$LOGIN:', 'NODE::DKA0:[000000]'],
    joined: [
      ['DKA0:[000000]', 'SAILS.TXT;3', 'DKA0:[000000]SAILS.TXT;3'],
      ['DKA0:[ADA]', 'SAILS.TXT;3', 'DKA0:[ADA]SAILS.TXT;3'],
      ['DKA0:[ADA.CHARTS]', 'NEW', 'DKA0:[ADA.CHARTS]NEW'],
      ['DKA0:[ADA]CHARTS', 'NEW', 'DKA0:[ADA.CHARTS]NEW'],
      ['DKA0:[ADA]CHARTS.DIR;1', 'NEW', 'DKA0:[ADA.CHARTS]NEW'],
      ['DKA0:[ADA]V1.2', 'NEW', 'DKA0:[ADA.V1^.2]NEW'],
      ['SYS$LOGIN:', 'LOGIN.COM;1', 'SYS$LOGIN:LOGIN.COM;1'],
      ['SYS$LOGIN:SUB', 'X.TXT', 'SYS$LOGIN:[.SUB]X.TXT'],
    ],
    split: [
      ['DKA0:[ADA]', 'DKA0:[000000]', 'ADA'],
      ['DKA0:[ADA.CHARTS]', 'DKA0:[ADA]', 'CHARTS'],
      ['DKA0:[ADA.CHARTS]NEW.TXT;1', 'DKA0:[ADA.CHARTS]', 'NEW.TXT;1'],
      ['DKA0:[ADA.V1^.2]', 'DKA0:[ADA]', 'V1^.2'],
      ['DKA0:[ADA.V1^.2.SUB]', 'DKA0:[ADA.V1^.2]', 'SUB'],
      ['DKA0:[A^]B.C]X', 'DKA0:[A^]B.C]', 'X'],
      ['DKA0:[000000.ADA]', 'DKA0:[000000]', 'ADA'],
      ['DKA0:<ADA.CHARTS>', 'DKA0:[ADA]', 'CHARTS'],
      ['NODE::DKA0:[ADA]', 'NODE::DKA0:[000000]', 'ADA'],
      ['SYS$LOGIN:[.SUB]', 'SYS$LOGIN:', 'SUB'],
    ],
    resolved: [
      ['DKA0:[ADA]', 'DKB1:[BOB]', 'DKB1:[BOB]'],
      ['DKA0:[ADA]', '[BOB]', 'DKA0:[BOB]'],
      ['DKA0:[ADA]', '[.CHARTS.NEW]', 'DKA0:[ADA.CHARTS.NEW]'],
      ['DKA0:[ADA.CHARTS]', '[-]', 'DKA0:[ADA]'],
      ['DKA0:[ADA.CHARTS]', '[-.MAPS]', 'DKA0:[ADA.MAPS]'],
      ['DKA0:[ADA.CHARTS]', '[--.BOB]', 'DKA0:[BOB]'],
      ['DKA0:[ADA.CHARTS]', '[-.-.-.-]', 'DKA0:[000000]'],
      ['DKA0:[ADA.CHARTS]', '..', 'DKA0:[ADA]'],
      ['DKA0:[000000]', '..', 'DKA0:[000000]'],
      ['DKA0:[ADA]', '.', 'DKA0:[ADA]'],
      ['DKA0:[ADA]', '[]', 'DKA0:[ADA]'],
      ['DKA0:[ADA]', 'SAILS.TXT', 'DKA0:[ADA]SAILS.TXT'],
      ['DKA0:[ADA]', '[.CHARTS]SAILS.TXT;2', 'DKA0:[ADA.CHARTS]SAILS.TXT;2'],
      ['DKA0:[ADA]', 'DKA0:[000000]', 'DKA0:[000000]'],
      ['DKA0:[ADA]', 'SYS$LOGIN:', 'SYS$LOGIN:'],
    ],
    relative: ['[.SUB]', '[ADA]', 'SAILS.TXT', '[-]', ''],
  },
  mvs: {
    roots: ["'ADA.'", "'ADA'", "''"],
    joined: [
      ["'ADA.'", 'SAILS', "'ADA.SAILS'"],
      ["'ADA.SOURCE.'", 'COBOL', "'ADA.SOURCE.COBOL'"],
      ["'ADA.SOURCE.COBOL'", 'PAYROLL', "'ADA.SOURCE.COBOL(PAYROLL)'"],
    ],
    split: [
      ["'ADA.SOURCE.COBOL(PAYROLL)'", "'ADA.SOURCE.COBOL'", 'PAYROLL'],
      ["'ADA.SOURCE.COBOL'", "'ADA.SOURCE.'", 'COBOL'],
      ["'ADA.SOURCE.'", "'ADA.'", 'SOURCE'],
      ["'ADA(MEMBER)'", "'ADA'", 'MEMBER'],
    ],
    resolved: [
      ["'ADA.'", "'BOB.SOURCE.'", "'BOB.SOURCE.'"],
      ["'ADA.'", 'SAILS', "'ADA.SAILS'"],
      ["'ADA.'", 'SOURCE.', "'ADA.SOURCE.'"],
      ["'ADA.'", 'SOURCE.COBOL(PAYROLL)', "'ADA.SOURCE.COBOL(PAYROLL)'"],
      ["'ADA.PDS'", 'PAYROLL', "'ADA.PDS(PAYROLL)'"],
      ["'ADA.PDS'", 'MORE.NAMES', "'ADA.PDS.MORE.NAMES'"],
      ["'ADA.SOURCE.'", '..', "'ADA.'"],
      ["'ADA.'", '..', "'ADA.'"],
      ["'ADA.PDS(X)'", '..', "'ADA.PDS'"],
      ["'ADA.SOURCE.'", '.', "'ADA.SOURCE.'"],
    ],
    relative: ['SAILS', 'ADA.SAILS', '..'],
  },
  nonstop: {
    roots: ['\\SYS', '$VOL'],
    joined: [['\\SYS.$VOL.SUBVOL', 'REPORT', '\\SYS.$VOL.SUBVOL.REPORT'], ['$VOL.SUBVOL', 'REPORT', '$VOL.SUBVOL.REPORT'], ['\\SYS', '$VOL', '\\SYS.$VOL'], ['\\SYS.$VOL.', 'S', '\\SYS.$VOL.S']],
    split: [['\\SYS.$VOL.SUBVOL.REPORT', '\\SYS.$VOL.SUBVOL', 'REPORT'], ['\\SYS.$VOL.SUBVOL', '\\SYS.$VOL', 'SUBVOL'], ['\\SYS.$VOL', '\\SYS', '$VOL'], ['$VOL.SUBVOL', '$VOL', 'SUBVOL']],
    resolved: [
      ['\\SYS.$VOL.SUBVOL', 'REPORT', '\\SYS.$VOL.SUBVOL.REPORT'],
      ['\\SYS.$VOL.SUBVOL', '$OTHER.SUB', '\\SYS.$OTHER.SUB'],
      ['$VOL.SUBVOL', '$OTHER.SUB', '$OTHER.SUB'],
      ['\\SYS.$VOL.SUBVOL', '\\FAR.$VOL.SUB', '\\FAR.$VOL.SUB'],
      ['\\SYS.$VOL.SUBVOL', '..', '\\SYS.$VOL'],
      ['\\SYS', '..', '\\SYS'],
      ['\\SYS.$VOL', '.', '\\SYS.$VOL'],
    ],
    relative: ['REPORT', 'SUB.REPORT', '..'],
  },
  vxworks: {
    roots: ['host:/', 'tffs0:', '/', ':host', ':host/'],
    joined: [['host:/', 'hold', 'host:/hold'], ['host:/a', 'b', 'host:/a/b'], ['tffs0:', 'a', 'tffs0:/a'], ['/ata0a', 'b', '/ata0a/b'], [':host', 'a', ':host/a']],
    split: [['host:/a/b', 'host:/a', 'b'], ['host:/a', 'host:/', 'a'], ['tffs0:a', 'tffs0:/', 'a'], ['/ata0a/b', '/ata0a', 'b'], [':host/a/b', ':host/a', 'b']],
    resolved: [['host:/a', 'b', 'host:/a/b'], ['host:/a', 'tffs0:/c', 'tffs0:/c'], ['host:/a', '/c', 'host:/c'], ['/a', '/c', '/c'], ['host:/a', '../../..', 'host:/'], [':host/a', '../b', ':host/b']],
    relative: ['a', '../a', ''],
  },
  zvm: {
    roots: ['ADA.191', 'POOL1:ADA.', 'POOL1:ADA', '/', '/../VMBFS:POOL1:ROOT/'],
    joined: [
      ['ADA.191', 'PROFILE.EXEC', 'ADA.191/PROFILE.EXEC'],
      ['POOL1:ADA.', 'NOTES.TXT', 'POOL1:ADA./NOTES.TXT'],
      ['POOL1:ADA.CHARTS', 'NOTES.TXT', 'POOL1:ADA.CHARTS/NOTES.TXT'],
      ['POOL1:ADA./CHARTS', 'NEW.TXT', 'POOL1:ADA.CHARTS/NEW.TXT'],
      ['/../VMBFS:POOL1:ROOT/', 'etc', '/../VMBFS:POOL1:ROOT/etc'],
      ['/', 'etc', '/etc'],
    ],
    split: [
      ['ADA.191/PROFILE.EXEC', 'ADA.191', 'PROFILE.EXEC'],
      ['POOL1:ADA.CHARTS.NEW', 'POOL1:ADA.CHARTS', 'NEW'],
      ['POOL1:ADA.CHARTS', 'POOL1:ADA.', 'CHARTS'],
      ['POOL1:ADA.CHARTS/NOTES.TXT', 'POOL1:ADA.CHARTS', 'NOTES.TXT'],
      ['/etc/hosts', '/etc', 'hosts'],
    ],
    resolved: [
      ['ADA.191', 'PROFILE.EXEC', 'ADA.191/PROFILE.EXEC'],
      ['ADA.191', 'BOB.0192', 'BOB.0192'],
      ['ADA.191', 'BOB.RDR', 'BOB.RDR'],
      ['ADA.191', 'POOL1:ADA', 'POOL1:ADA.'],
      ['POOL1:ADA.CHARTS', '..', 'POOL1:ADA.'],
      ['POOL1:ADA.', '..', 'POOL1:ADA.'],
      ['POOL1:ADA.CHARTS', 'NEW', 'POOL1:ADA.CHARTS/NEW'],
      ['ADA.191', '..', 'ADA.191'],
      ['/etc', '../usr/./lib', '/usr/lib'],
      ['/etc', '/usr//lib/', '/usr/lib'],
    ],
    relative: ['PROFILE.EXEC', 'CHARTS', '..'],
  },
  cygwin: {
    roots: ['/', '//', '///'],
    joined: [['/', 'a', '/a'], ['/a', 'b', '/a/b'], ['//', 'host', '//host'], ['//host', 'share', '//host/share']],
    split: [['/a', '/', 'a'], ['//host', '//', 'host'], ['//host/share/a', '//host/share', 'a'], ['///a', '/', 'a']],
    resolved: [['/a', 'b', '/a/b'], ['/a', '//host/share', '//host/share'], ['//host/share', '../other', '//host/other'], ['//host', '../..', '//'], ['/a', '/b//c', '/b/c'], ['//host', '/b', '/b']],
    relative: ['a', '..', ''],
  },
};

describe.each(Object.entries(grammars))('%s paths', (name, { roots, joined, split, resolved, relative }) => {
  const paths = grammarOf(name as GrammarName);

  it.each(roots.map((path) => ({ path })))('$path is a root, its own parent, and nameless', ({ path }) => {
    expect(paths.isRoot(path)).toBe(true);
    expect(paths.base(path)).toBe('');
    expect(paths.isRoot(paths.parent(path))).toBe(true);
    expect(paths.isAbsolute(path)).toBe(true);
  });
  it.each(joined)('joins %s and %s', (directory, child, path) => {
    expect(paths.join(directory, child)).toBe(path);
    expect(paths.base(path)).toBe(child);
    expect(paths.isRoot(path)).toBe(false);
  });
  it.each(split)('splits %s', (path, parent, base) => {
    expect(paths.parent(path)).toBe(parent);
    expect(paths.base(path)).toBe(base);
    expect(paths.isRoot(path)).toBe(false);
    expect(paths.isAbsolute(path)).toBe(true);
    expect(isWithin(paths, paths.resolve(path, path), parent)).toBe(true);
    expect(isWithin(paths, parent, path)).toBe(false);
  });
  it.each(resolved)('resolves %s %s', (from, path, expected) => {
    expect(paths.resolve(from, path)).toBe(expected);
    expect(paths.resolve(from, expected)).toBe(expected);
  });
  it.each(relative.map((path) => ({ path })))('“$path” is relative', ({ path }) => expect(paths.isAbsolute(path)).toBe(false));
  it('comes up to the root from anywhere, and stays sound whatever it is given', () => {
    for (const path of [...split.map(([each]) => each), '', '.', '..', ':', '[', '[]', "'", '^', '((', '\\\\', '//..', 'a:[^', "'()'", '[.-'.repeat(50)]) {
      let at = path;
      for (let depth = 0; depth < 300 && !paths.isRoot(at); depth += 1) at = paths.parent(at);
      expect(paths.isRoot(at) || !paths.isAbsolute(path)).toBe(true);
      expect(typeof paths.resolve(path, path) + typeof paths.asDirectory(path) + paths.base(path).length).toContain('string');
    }
  });
});

describe('paths of directories', () => {
  it.each<readonly [GrammarName, string, string]>([
    ['unix', '/a/b', '/a/b'],
    ['vms', 'DKA0:[ADA]CHARTS', 'DKA0:[ADA.CHARTS]'],
    ['vms', 'DKA0:[ADA]CHARTS.DIR;1', 'DKA0:[ADA.CHARTS]'],
    ['vms', 'DKA0:[ADA]V1.2', 'DKA0:[ADA.V1^.2]'],
    ['vms', 'DKA0:[ADA]V1^.2', 'DKA0:[ADA.V1^.2]'],
    ['vms', 'DKA0:[000000]ADA', 'DKA0:[ADA]'],
    ['vms', 'DKA0:[ADA.CHARTS]', 'DKA0:[ADA.CHARTS]'],
    ['vms', 'SYS$LOGIN:SUB', 'SYS$LOGIN:[.SUB]'],
    ['zvm', 'POOL1:ADA./CHARTS', 'POOL1:ADA.CHARTS'],
    ['zvm', 'ADA.191', 'ADA.191'],
    ['mvs', "'ADA.SOURCE.COBOL'", "'ADA.SOURCE.COBOL'"],
  ])('%s: %s', (name, path, directory) => {
    expect(grammarOf(name).asDirectory(path)).toBe(directory);
    expect(grammarOf(name).asDirectory(directory)).toBe(directory);
  });

  it('are files elsewhere in the shared file system of z/VM', () => {
    const paths = grammarOf('zvm');
    expect(paths.asFile?.('POOL1:ADA.CHARTS/NOTES.TXT')).toBe('POOL1:ADA.CHARTS.NOTES.TXT');
    expect(paths.asFile?.('POOL1:ADA./NOTES.TXT')).toBe('POOL1:ADA.NOTES.TXT');
    expect(paths.asFile?.('ADA.191/PROFILE.EXEC')).toBe('ADA.191/PROFILE.EXEC');
  });

  it.each<readonly [GrammarName, readonly string[], readonly string[]]>([
    ['unix', ['a', 'a\\b', ' ', '...', 'C:'], ['', '.', '..', 'a/b', '../a', 'a\nb', 'a\0']],
    ['windows', ['a', 'a.b'], ['..', 'a\\b', '..\\a', 'a/b']],
    ['dos-slashes', ['a'], ['a\\b', 'a/b']],
    ['dos-virtual', ['a'], ['a\\b', 'a/b', '..']],
    ['vms', ['SAILS.TXT;3', 'A^]B', 'V1^.2'], ['[-]X', '[A]B', 'DKB0:X', '<A>B', '..', 'A]B']],
    ['mvs', ['SAILS', 'SAILS.TEXT'], ["X'", 'A(B)', '..', '.A', 'A..B', 'A B']],
    ['nonstop', ['REPORT', '$VOL'], ['A.B', '\\SYS', '..']],
    ['vxworks', ['a', 'a b'], ['a/b', '..']],
    ['zvm', ['PROFILE.EXEC'], ['A/B', 'POOL:X', '..']],
    ['cygwin', ['a'], ['a/b', '//a', '..']],
  ])('%s names stay in their directory', (name, good, bad) => {
    const paths = grammarOf(name);
    expect(good.filter((each) => !paths.isName(each))).toEqual([]);
    expect(bad.filter((each) => paths.isName(each))).toEqual([]);
  });

  it('hold what is below them and nothing beside', () => {
    const vms = grammarOf('vms');
    expect(isWithin(vms, 'DKA0:[ADA.CHARTS]NEW.TXT', 'DKA0:[ADA]')).toBe(true);
    expect(isWithin(vms, 'DKA0:[ADA]CHARTS', 'DKA0:[ADA.CHARTS]')).toBe(true);
    expect(isWithin(vms, 'DKA0:[ADAM]', 'DKA0:[ADA]')).toBe(false);
    expect(isWithin(vms, 'DKB0:[ADA.X]', 'DKA0:[ADA]')).toBe(false);
    expect(isWithin(grammarOf('unix'), '/ab', '/a')).toBe(false);
    expect(isWithin(grammarOf('unix'), '/a/b', '/a/')).toBe(true);
    expect(isWithin(grammarOf('windows'), 'C:\\a\\b', 'C:/a/')).toBe(true);
    expect(isWithin(vms, 'DKA0:[ADA]', 'DKA0:[000000]')).toBe(true);
    expect(isWithin(grammarOf('unix'), '/a', '/')).toBe(true);
    expect(isWithin(grammarOf('mvs'), "'ADA.SOURCE.COBOL(X)'", "'ADA.SOURCE.'")).toBe(true);
  });
});

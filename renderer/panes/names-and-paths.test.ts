// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { entry } from '../testing/test-hawser.ts';
import { checkName } from './check-name.ts';
import { columnsFor, gridTemplate } from './columns.ts';
import { crumbsOf } from './crumbs.ts';
import { extensionOf } from './kind.ts';

describe('names that are typed', () => {
  it.each([
    ['report.txt', null],
    ['  ', 'name.empty'],
    ['..', 'name.reserved'],
    ['a/b', 'name.separator'],
    ['a\\b', null],
    ['a\nb', 'name.control'],
    ['taken', 'name.taken'],
  ])('%j', (name, problem) => expect(checkName(name, 'unix', ['taken'])).toBe(problem));
  it('refuses a backslash where it separates', () => expect(checkName('a\\b', 'windows', [])).toBe('name.separator'));
});

describe('extensions', () => {
  it.each([
    ['a.tar.GZ', 'gz'],
    ['.bashrc', ''],
    ['ends.', ''],
    ['plain', ''],
    ['a.averyverylongone', ''],
  ])('%s: %s', (name, extension) => expect(extensionOf(name)).toBe(extension));
});

describe('crumbs', () => {
  it('lead from the root to the folder', () => {
    expect(crumbsOf('unix', '/var/www').map((crumb) => crumb.path)).toEqual(['/', '/var', '/var/www']);
    expect(crumbsOf('windows', 'C:\\Users\\x').map((crumb) => crumb.name)).toEqual(['C:\\', 'Users', 'x']);
    expect(crumbsOf('unix', '/')).toEqual([{ name: '/', path: '/' }]);
  });
});

describe('columns', () => {
  const rows = [entry('a', { owner: 'ann', mode: 0o644 })];
  it('go by the room there is', () => {
    expect(columnsFor(900, {}, rows)).toEqual(['name', 'size', 'type', 'modified', 'permissions', 'owner']);
    expect(columnsFor(380, {}, rows)).toEqual(['name', 'size', 'modified']);
    expect(columnsFor(250, {}, rows)).toEqual(['name', 'size']);
    expect(columnsFor(900, { size: 500 }, rows)).not.toContain('owner');
  });
  it('leave out what nothing has', () => expect(columnsFor(900, {}, [entry('a')])).toEqual(['name', 'size', 'type', 'modified']));
  it('take the width that the user gave them', () => expect(gridTemplate(['name', 'size'], { size: 200 })).toBe('minmax(96px, 1fr) 200px'));
});

import { chmod, chown, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSameTree } from './fixtures/compare-trees.ts';
import { expect, test } from './hawser-test.ts';
import { showTwoSides } from './two-sides.ts';

test('a double click enters a folder, `..` leaves it, and a double click on a file transfers it', async ({ start, hawser, folder }) => {
  const { local, remote, queue } = hawser;
  const { server, here } = await showTwoSides({ start, hawser, folder }, {
    local: { 'my folder/mine.txt': 'from here' },
    remote: { 'their folder/theirs.txt': 'from there' },
  });
  await remote.row('their folder').dblclick();
  await expect(remote.path).toHaveValue('/their folder');
  await remote.shows(['theirs.txt']);
  await remote.row('..').dblclick();
  await expect(remote.path).toHaveValue('/');
  await expect(remote.selected).toHaveText(/their folder/u);

  await remote.row('their folder').dblclick();
  await local.row('my folder').dblclick();
  await expect(local.path).toHaveValue(join(here, 'my folder'));
  await local.row('mine.txt').dblclick();
  await remote.shows(['mine.txt', 'theirs.txt']);
  await remote.row('theirs.txt').dblclick();
  await local.shows(['mine.txt', 'theirs.txt']);
  await queue.ends({ done: 2 });
  await expectSameTree(join(here, 'my folder'), join(server.root, 'their folder'));
  expect(await readFile(join(here, 'my folder', 'theirs.txt'), 'utf8')).toBe('from there');
});

test('the keyboard moves, selects, finds by letters, enters and leaves', async ({ start, hawser, folder }) => {
  const { remote, page } = hawser;
  const names = ['folder', 'alpha.txt', 'beta.txt', 'bravo.txt', 'charlie.txt'];
  await showTwoSides({ start, hawser, folder }, { remote: { 'folder/inside.txt': 'x', 'alpha.txt': 'x', 'beta.txt': 'x', 'bravo.txt': 'x', 'charlie.txt': 'x' } });
  const selected = () => remote.selected.locator('.file-name').allTextContents();
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await remote.shows(names);
  await remote.list.focus();

  await press('Home');
  expect(await selected()).toEqual(['folder']);
  await press('ArrowDown', 'ArrowDown');
  expect(await selected()).toEqual(['beta.txt']);
  await press('ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowDown');
  expect(await selected()).toEqual(['alpha.txt', 'beta.txt', 'bravo.txt']);
  await press('End');
  expect(await selected()).toEqual(['charlie.txt']);
  await press('ControlOrMeta+ArrowUp', 'Space');
  expect(await selected()).toEqual(['bravo.txt', 'charlie.txt']);
  await press('ControlOrMeta+a');
  expect(await selected()).toEqual(names);

  await press('Home');
  await page.keyboard.type('br');
  expect(await selected()).toEqual(['bravo.txt']);

  await press('Home', 'Enter');
  await expect(remote.path).toHaveValue('/folder');
  await remote.shows(['inside.txt']);
  await expect(remote.list).toBeFocused();
  await press('Backspace');
  await expect(remote.path).toHaveValue('/');
  await remote.shows(names);
  expect(await selected()).toEqual(['folder']);
});

test('F5 lists again, F6 and F7 go round, Ctrl+L leads to the path, which can be typed', async ({ start, hawser, folder }) => {
  const { local, remote, quickconnect, page } = hawser;
  const { server, here } = await showTwoSides({ start, hawser, folder }, { local: { 'deep/down/': '' }, remote: { 'first.txt': 'x' } });
  await writeFile(join(server.root, 'second.txt'), 'x');
  await remote.list.focus();
  await page.keyboard.press('F5');
  await remote.shows(['first.txt', 'second.txt']);

  await page.keyboard.press('F7');
  await expect(local.list).toBeFocused();
  await page.keyboard.press('F7');
  await expect(remote.list).toBeFocused();
  await page.keyboard.press('F7');
  await page.keyboard.press('ControlOrMeta+l');
  await expect(local.path).toBeFocused();
  await page.keyboard.type(join(here, 'deep', 'down'));
  await page.keyboard.press('Enter');
  await expect(local.path).toHaveValue(join(here, 'deep', 'down'));
  await expect(local.list).toBeFocused();
  await page.keyboard.press('F6');
  await expect(local.path).toBeFocused();
  await page.keyboard.press('F6');
  await expect(remote.path).toBeFocused();
  await page.keyboard.press('F6');
  await expect(quickconnect.form.getByLabel('Host')).toBeFocused();
});

test('Tab leads through the window once round, and a list is one stop', async ({ start, hawser, folder }) => {
  await showTwoSides({ start, hawser, folder }, { remote: { 'one.txt': 'x', 'two.txt': 'x' } });
  const { page, quickconnect } = hawser;
  await quickconnect.form.getByLabel('Host').focus();
  const focused = () => page.evaluate(() => {
    const element = document.activeElement;
    const words = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return element === document.body ? 'body' : words.trim();
  });
  const stops = [await focused()];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const stop = await focused();
    if (stop === 'Host' || stop === 'body') break;
    stops.push(stop);
  }
  const order = ['Host', 'User', 'Password', 'Port', 'Local path', 'Local file list', 'Divide local and remote files', 'Remote path', 'Remote file list', 'Divide files and transfers', 'Transfers', 'Messages'];
  expect(stops.filter((stop) => order.includes(stop))).toEqual(order);
});

test('a click on a column sorts by it, a second one turns it round; folders stay first', async ({ start, hawser, folder }) => {
  const { remote, app } = hawser;
  const { server } = await showTwoSides({ start, hawser, folder }, {
    remote: { 'folder/': '', 'a10.txt': '55555', 'a9.html': '7777777', 'B.txt': '1', 'c': '333' },
  });
  const facts = { 'a10.txt': [0o644, 1000, 2021], 'a9.html': [0o600, 1001, 2024], 'B.txt': [0o755, 1002, 2022], 'c': [0o640, 1003, 2023] } as const;
  for (const [name, [mode, owner, year]] of Object.entries(facts)) {
    await chmod(join(server.root, name), mode);
    await chown(join(server.root, name), owner, owner);
    await utimes(join(server.root, name), Date.UTC(year) / 1000, Date.UTC(year) / 1000);
  }
  // Wide enough for every column.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 1580, height: 900 }));
  await remote.button('Refresh').click();
  await expect(remote.row('c')).toContainText('1003');

  const orders = {
    Size: [['a9.html', 'a10.txt', 'c', 'B.txt'], 'descending'],
    Type: [['c', 'a9.html', 'a10.txt', 'B.txt'], 'ascending'],
    Modified: [['a9.html', 'c', 'B.txt', 'a10.txt'], 'descending'],
    Permissions: [['a9.html', 'c', 'a10.txt', 'B.txt'], 'ascending'],
    Owner: [['a10.txt', 'a9.html', 'B.txt', 'c'], 'ascending'],
    Name: [['a9.html', 'a10.txt', 'B.txt', 'c'], 'ascending'],
  } as const;
  for (const [column, [order, direction]] of Object.entries(orders)) {
    const header = remote.header(column);
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', direction);
    await remote.shows(['folder', ...order]);
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', direction === 'ascending' ? 'descending' : 'ascending');
    // Of one type, names stay in their own order.
    await remote.shows(['folder', ...(column === 'Type' ? ['a10.txt', 'B.txt', 'a9.html', 'c'] : order.toReversed())]);
  }
});

test('a new folder is made here and there, under a name that can be one', async ({ start, hawser, folder }) => {
  const { local, remote, dialog, page } = hawser;
  const { server, here } = await showTwoSides({ start, hawser, folder }, { remote: { 'taken/': '' } });
  await remote.button(/^New folder/u).click();
  await expect(dialog.field('Folder name')).toBeFocused();
  await page.keyboard.type('taken');
  await expect(dialog.element).toContainText('There is something with this name already.');
  await expect(dialog.button('Create')).toBeDisabled();
  await dialog.field('Folder name').fill('one/two');
  await expect(dialog.element).toContainText('A name cannot contain a path separator.');
  await dialog.field('Folder name').fill('новая “папка”');
  await page.keyboard.press('Enter');
  await expect(dialog.element).toHaveCount(0);
  await remote.shows(['taken', 'новая “папка”']);
  await expect(remote.selected).toHaveText(/новая “папка”/u);
  expect((await stat(join(server.root, 'новая “папка”'))).isDirectory()).toBe(true);

  await local.list.focus();
  await page.keyboard.press('ControlOrMeta+Shift+N');
  await page.keyboard.type('mine');
  await dialog.button('Create').click();
  await local.shows(['mine']);
  expect(await readdir(here)).toEqual(['mine']);
});

test('F2 renames; Escape does not; what the server refuses is said', async ({ start, hawser, folder }) => {
  const { remote, page, notices } = hawser;
  const { server } = await showTwoSides({ start, hawser, folder }, { remote: { 'before.txt': 'x', 'other.txt': 'x' } });
  const field = remote.list.getByRole('textbox');
  await remote.row('before.txt').click();
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  // The extension is not selected.
  await page.keyboard.type('dropped');
  await expect(field).toHaveValue('dropped.txt');
  await page.keyboard.press('Escape');
  await remote.shows(['before.txt', 'other.txt']);

  await page.keyboard.press('F2');
  await page.keyboard.type('other');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Enter');
  await field.fill('after – “it”.txt');
  await page.keyboard.press('Enter');
  await remote.shows(['after – “it”.txt', 'other.txt']);
  await expect(remote.selected).toHaveText(/after – “it”/u);
  expect((await readdir(server.root)).toSorted()).toEqual(['after – “it”.txt', 'other.txt']);

  await rm(join(server.root, 'other.txt'));
  await remote.row('other.txt').click();
  await expect(remote.selected).toHaveText(/other\.txt/u);
  await page.keyboard.press('F2');
  await expect(field).toBeFocused();
  await field.fill('again.txt');
  await page.keyboard.press('Enter');
  await expect(notices.first()).toContainText('“/other.txt” does not exist.');
  await expect(notices.first().locator('code')).toHaveText(/^550 /u);
});

test('Delete asks, keeps by default, and then removes folders with all that is in them', async ({ start, hawser, folder }) => {
  const { local, remote, dialog, page } = hawser;
  const { server, here } = await showTwoSides({ start, hawser, folder }, {
    local: { 'mine.txt': 'x' },
    remote: { 'folder/deep/deeper/file.txt': 'x', 'folder/.hidden': 'x', 'kept.txt': 'x', 'gone.txt': 'x' },
  });
  await remote.row('folder').click();
  await page.keyboard.press('Delete');
  await expect(dialog.title).toHaveText('Delete “folder”?');
  await expect(dialog.button('Cancel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.element).toHaveCount(0);
  await expect(remote.list).toBeFocused();
  expect((await readdir(server.root)).length).toBe(3);

  await remote.row('gone.txt').click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  await expect(dialog.title).toHaveText('Delete 2 items?');
  await dialog.button('Delete').click();
  await remote.shows(['kept.txt']);
  expect(await readdir(server.root)).toEqual(['kept.txt']);

  await local.choose('mine.txt', /^Delete/u);
  await dialog.button('Delete').click();
  await local.shows([]);
  expect(await readdir(here)).toEqual([]);
});

test('what is dragged to the other side is transferred: files, folders, into a folder', async ({ start, hawser, folder }) => {
  const { local, remote, queue } = hawser;
  const { server, here } = await showTwoSides({ start, hawser, folder }, {
    local: { 'tree/branch/leaf.txt': 'leaf', 'tree/root.txt': 'root', 'single.txt': 'single' },
    remote: { 'box/': '', 'theirs.txt': 'theirs' },
  });
  await local.row('tree').dragTo(remote.list);
  await queue.ends({ done: 2 });
  await expectSameTree(join(here, 'tree'), join(server.root, 'tree'));

  await local.row('single.txt').dragTo(remote.row('box'));
  await queue.ends({ done: 3 });
  expect(await readFile(join(server.root, 'box', 'single.txt'), 'utf8')).toBe('single');

  await remote.row('theirs.txt').dragTo(local.row('tree'));
  await queue.ends({ done: 4 });
  expect(await readFile(join(here, 'tree', 'theirs.txt'), 'utf8')).toBe('theirs');

  // Within a side a drag means nothing.
  await remote.row('theirs.txt').dragTo(remote.row('box'));
  await queue.counts('Done', 4);
  expect(await readdir(join(server.root, 'box'))).toEqual(['single.txt']);
});

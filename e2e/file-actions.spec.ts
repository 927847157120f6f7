import { chmod, mkdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './hawser-test.ts';

const able = ['mod_site_misc.c', 'mod_digest.c'].map((name) => `LoadModule ${name}`);

test('permissions, checksums and raw commands, by what the server can', async ({ start, hawser }) => {
  const { page, remote, quickconnect } = hawser;
  const server = await start('proftpd-plain', { configuration: able });
  await mkdir(join(server.root, 'site'));
  await writeFile(join(server.root, 'site/page.html'), 'text');
  await chmod(join(server.root, 'site/page.html'), 0o600);
  await server.handOver();
  await quickconnect.connect(server);
  const dialog = page.getByRole('dialog');
  const modeOf = async (path: string) => ((await stat(join(server.root, path))).mode & 0o777).toString(8);

  await remote.row('site').click();
  await page.keyboard.press('ControlOrMeta+Shift+P');
  await expect(dialog.getByRole('heading')).toHaveText('Permissions of site');
  await dialog.getByRole('textbox', { name: 'In digits' }).fill('x4x');
  await dialog.getByRole('checkbox', { name: 'Also everything inside the folders' }).check();
  await dialog.getByRole('radio', { name: 'Files only' }).check();
  await dialog.getByRole('button', { name: 'Change permissions' }).click();
  await expect(dialog).toBeHidden();
  expect(await modeOf('site/page.html')).toBe('640');

  await remote.row('site').dblclick();
  await remote.row('page.html').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Checksum…' }).click();
  await dialog.getByRole('button', { name: 'Compute' }).click();
  await expect(dialog.getByRole('status', { name: 'Checksum' })).toHaveText('982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1');
  await dialog.getByRole('combobox', { name: 'Algorithm' }).selectOption('MD5');
  await dialog.getByRole('button', { name: 'Compute' }).click();
  await expect(dialog.getByRole('status', { name: 'Checksum' })).toHaveText('1cb251ec0d568de6a929b520c4aed8d1');
  await page.keyboard.press('Escape');

  await remote.row('page.html').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send FTP command…' }).click();
  const command = dialog.getByRole('textbox', { name: 'Command' });
  await command.fill('SITE CHMOD 604 page.html');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('log', { name: 'Replies' })).toContainText('200 SITE CHMOD command successful');
  await command.fill('STOR page.html');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('STOR');
  await page.keyboard.press('Escape');
  expect(await modeOf('site/page.html')).toBe('604');
});

test('are not offered where the server cannot', async ({ start, hawser }) => {
  const { page, remote, quickconnect } = hawser;
  const server = await start('vsftpd-plain');
  await writeFile(join(server.root, 'a.txt'), 'text');
  await quickconnect.connect(server);
  await remote.row('a.txt').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Permissions…' })).toBeEnabled();
  await expect(page.getByRole('menuitem', { name: 'Send FTP command…' })).toBeEnabled();
  await expect(page.getByRole('menuitem', { name: 'Checksum…' })).toBeDisabled();
});

test('links and copies are made on the server', async ({ start, hawser }) => {
  const { page, remote, quickconnect, dialog } = hawser;
  const server = await start('openssh');
  await writeFile(join(server.root, 'v2.html'), 'second');
  await server.handOver();
  await quickconnect.connect(server);
  await hawser.dialog.trust(server);
  await remote.row('v2.html').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'New link…' }).click();
  await expect(dialog.field('Leads to')).toBeFocused();
  await expect(dialog.field('Leads to')).toHaveValue('v2.html');
  await dialog.field('Name of the link').fill('current.html');
  await page.keyboard.press('Enter');
  await expect(dialog.element).toHaveCount(0);
  await expect(remote.selected).toHaveText(/current\.html/u);
  expect(await readlink(join(server.root, 'current.html'))).toBe('v2.html');

  await remote.row('v2.html').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate…' }).click();
  await expect(dialog.field('Name of the copy')).toHaveAttribute('aria-invalid', 'false');
  await dialog.field('Name of the copy').fill('v3.html');
  await page.keyboard.press('Enter');
  await expect(remote.selected).toHaveText(/v3\.html/u);
  expect(await readFile(join(server.root, 'v3.html'), 'utf8')).toBe('second');
});

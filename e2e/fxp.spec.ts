import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './hawser-test.ts';
import { showTwoSides, writeFiles } from './two-sides.ts';

test('the left side shows a second server by keyboard; a drag copies directly between the two, and this computer comes back', async ({ start, hawser, folder }) => {
  const { page } = hawser;
  const { server, here } = await showTwoSides({ start, hawser, folder }, { local: { 'mine.txt': 'mine' }, remote: { 'there/': '' } });
  const second = await start('pure-ftpd-plain');
  await writeFiles(second.root, { 'a.txt': 'directly', 'more/b.txt': 'below' });
  await second.handOver();

  // A refused address stays in the dialog with what was typed.
  await hawser.local.button('Choose what this side shows').press('Enter');
  await page.getByRole('menuitem', { name: 'Another server on the left…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Another server on the left' });
  await dialog.getByLabel('Address').fill('ftp://somebody@127.0.0.1:1');
  await dialog.getByLabel('Address').press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('does not accept connections');
  await dialog.getByLabel('Address').fill(`ftp://${second.user}@127.0.0.1:${second.port}`);
  await dialog.getByLabel('Password').fill(second.password);
  await dialog.getByLabel('Password').press('Enter');
  await expect(dialog).toBeHidden();

  const left = page.getByRole('region', { name: 'Files of the left server' });
  const list = left.getByRole('grid', { name: 'File list of the left server' });
  await expect(list.getByTitle('a.txt', { exact: true })).toBeVisible();
  await list.getByTitle('a.txt', { exact: true }).click();
  await list.getByTitle('more', { exact: true }).click({ modifiers: ['Control'] });
  await list.getByTitle('a.txt', { exact: true }).dragTo(hawser.remote.list);
  await expect(hawser.remote.row('a.txt')).toBeVisible();
  await expect(hawser.remote.row('more')).toBeVisible();
  await page.getByRole('tab', { name: /^Done/u }).click();
  const rows = page.getByRole('grid', { name: 'Transfers' }).getByRole('row');
  await expect(rows.filter({ hasText: 'a.txt' })).toContainText('directly');
  expect(await readFile(join(server.root, 'a.txt'), 'utf8')).toBe('directly');
  await expect.poll(() => readFile(join(server.root, 'more', 'b.txt'), 'utf8').catch(() => '')).toBe('below');

  // The other way by the command, which is called a copy.
  await hawser.remote.row('there').click();
  await hawser.remote.button('Copy to the other side').click();
  await expect(list.getByTitle('there', { exact: true })).toBeVisible();

  await left.getByRole('button', { name: 'Choose what this side shows' }).press('Enter');
  await page.getByRole('menuitem', { name: 'This computer' }).press('Enter');
  await expect(hawser.local.path).toHaveValue(here);
  await expect(hawser.local.row('mine.txt')).toBeVisible();
  await expect(hawser.status).toHaveText(/^Connected to /u);
});

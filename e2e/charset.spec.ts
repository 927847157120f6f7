import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './hawser-test.ts';
import { siteManager } from './pages/site-manager.ts';

test('a site in windows-1251 shows, takes and writes Cyrillic names', async ({ start, hawser, folder }) => {
  const { page, remote, local, queue } = hawser;
  const server = await start('vsftpd-plain');
  // “привет” in windows-1251, which is no UTF-8.
  await writeFile(Buffer.concat([Buffer.from(`${server.root}/`), Buffer.from('eff0e8e2e5f2', 'hex')]), 'hello');
  await server.handOver();
  const { host, port, user, password } = server;
  const node = { id: 'site', name: 'Cyrillic', profile: { protocol: 'ftp', host, port, logon: { type: 'password', user } } };
  expect(await page.evaluate((change) => window.hawser.invoke('changeSites', [change]), { kind: 'put', nodes: [node], before: null })).toMatchObject({ ok: true });
  const manager = siteManager(page);
  await manager.open();
  await manager.row('Cyrillic').click();
  await manager.tab('Charset');
  await manager.choose('File names are in', 'Another');
  await manager.panel.getByRole('combobox', { name: 'Charset' }).fill('windows-1251');
  await manager.button('Connect').click();
  await hawser.dialog.field('Password').fill(password);
  await page.keyboard.press('Enter');
  await remote.shows(['привет']);

  await writeFile(join(folder, 'мир.txt'), 'peace');
  await local.open(folder);
  await local.row('мир.txt').click();
  await page.keyboard.press('Alt+ArrowDown');
  await queue.ends({ done: 1 });
  await expect.poll(async () => (await readdir(Buffer.from(server.root), { encoding: 'buffer' })).map((name) => name.toString('hex')).toSorted()).toEqual(['ece8f02e747874', 'eff0e8e2e5f2']);
});

import { lstat, mkdir, readFile, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import { writeFiles } from './two-sides.ts';

async function choose(hawser: HawserWindow, words: string): Promise<void> {
  const { dialog, page } = hawser;
  await page.getByRole('toolbar').getByRole('button', { name: /^Settings/u }).click();
  await dialog.element.getByRole('tab', { name: 'Files' }).click();
  await dialog.field('Links in folders').selectOption({ label: words });
  await dialog.button('Done').click();
  await expect(dialog.element).toHaveCount(0);
}

test('links in folders are left out, followed or kept, as the settings say', async ({ start, hawser, folder }) => {
  const { local, queue } = hawser;
  const server = await start('openssh');
  const here = join(folder, 'here');
  await writeFiles(here, { 'site/releases/42/app.js': 'app', 'site/index.html': 'page' });
  await symlink('releases/42', join(here, 'site/current'));
  await symlink('..', join(here, 'site/releases/round'));
  for (const name of ['default', 'followed', 'kept']) await mkdir(join(server.root, name));
  await server.handOver();
  await hawser.quickconnect.connect(server);
  await hawser.dialog.button('Trust and connect').click();
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await local.open(here);
  const upload = async (into: string): Promise<void> => {
    await hawser.remote.open(`${server.homePath === '/' ? '' : server.homePath}/${into}`);
    await local.row('site').click();
    await local.button('Upload').click();
  };

  await upload('default');
  await queue.ends({ done: 4 });
  await queue.tab('Done').click();
  await expect(queue.row('current')).toContainText('Link, left out');
  expect((await readdir(join(server.root, 'default/site'))).toSorted()).toEqual(['index.html', 'releases']);

  await choose(hawser, 'Follow to files and folders');
  await upload('followed');
  await queue.counts('Failed', 1);
  await queue.settles();
  await queue.tab('Failed').click();
  await expect(queue.row('round')).toContainText('leads back to');
  expect(await readFile(join(server.root, 'followed/site/current/app.js'), 'utf8')).toBe('app');
  expect(await readdir(join(server.root, 'followed/site/releases'))).toEqual(['42']);

  await choose(hawser, 'Keep as links');
  await upload('kept');
  await expect.poll(() => readlink(join(server.root, 'kept/site/current')).catch(() => null)).toBe('releases/42');
  await expect.poll(() => readlink(join(server.root, 'kept/site/releases/round')).catch(() => null)).toBe('..');
  await queue.settles();
  expect((await lstat(join(server.root, 'kept/site/index.html'))).isFile()).toBe(true);
  await queue.tab('Done').click();
  await expect(queue.row('current').first()).toContainText('Kept as a link');
});

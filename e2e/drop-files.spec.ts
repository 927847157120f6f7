import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSameTree } from './fixtures/compare-trees.ts';
import { expect, test } from './hawser-test.ts';

test('files and folders dropped from the file manager go up', async ({ start, hawser, folder }) => {
  const { page, remote, queue } = hawser;
  await mkdir(join(folder, 'dropped', 'inner'), { recursive: true });
  await writeFile(join(folder, 'dropped', 'inner', 'page.html'), '<p>dropped</p>');
  // Electron's own fs takes it for a folder.
  await writeFile(join(folder, 'dropped', 'inner', 'app.asar'), 'no archive');
  await writeFile(join(folder, 'alone.txt'), 'alone');
  const server = await start('vsftpd-plain');
  await hawser.quickconnect.connect(server);
  await expect(remote.path).toHaveValue(server.homePath);

  const target = await page.getByRole('region', { name: 'Remote files' }).boundingBox();
  const point = { x: target!.x + target!.width / 2, y: target!.y + target!.height / 2 };
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, 'dropped'), join(folder, 'alone.txt')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await devtools.send('Input.dispatchDragEvent', { type, ...point, data });

  await queue.ends({ done: 3, within: 20_000 });
  await remote.shows(['dropped', 'alone.txt']);
  await expectSameTree(join(folder, 'dropped'), join(server.root, 'dropped'));
  expect(await hawser.page.evaluate(() => window.hawser.pathOf(new File(['x'], 'made-up.txt')))).toBe('');
});

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './hawser-test.ts';

for (const kind of ['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const) {
  test(`a file goes up under a name that the server chooses, which is told and selected: ${kind}`, async ({ start, hawser, folder }) => {
    const { local, remote, dialog, notices, log, quickconnect, status } = hawser;
    const server = await start(kind);
    const here = join(folder, 'here');
    await mkdir(join(here, 'sub'), { recursive: true });
    await writeFile(join(here, 'a.txt'), 'mine');
    await writeFile(join(server.root, 'a.txt'), 'theirs');
    await server.handOver();
    await quickconnect.connect(server);
    await expect(status).toHaveText(/^Connected to /u);
    await local.open(here);
    await expect(remote.row('a.txt')).toBeVisible();
    await local.choose('a.txt', /^Upload under a new name/u);
    await dialog.button('Upload').click();
    await expect(notices).toContainText('“a.txt” is on the server as');
    const name = (await readdir(server.root)).find((one) => one !== 'a.txt')!;
    await expect(notices).toContainText(name);
    await expect(remote.selected).toHaveCount(1);
    await expect(remote.selected).toContainText(name);
    await expect(log.line(/STOU$/u)).toBeVisible();
    expect(await readFile(join(server.root, name), 'utf8')).toBe('mine');
    expect(await readFile(join(server.root, 'a.txt'), 'utf8')).toBe('theirs');
    // A folder has no such way.
    await local.row('sub').click({ button: 'right' });
    await expect(hawser.page.getByRole('menuitem', { name: /^Upload under a new name/u })).toBeDisabled();
  });
}

test('where the server makes up no names, none is offered', async ({ start, hawser, folder }) => {
  const server = await start('openssh');
  await writeFile(join(folder, 'a.txt'), 'mine');
  await server.handOver();
  await hawser.quickconnect.connect(server);
  await hawser.dialog.trust(server);
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await hawser.local.open(folder);
  await hawser.local.row('a.txt').click({ button: 'right' });
  await expect(hawser.page.getByRole('menuitem', { name: /^Upload under a new name/u })).toBeDisabled();
});

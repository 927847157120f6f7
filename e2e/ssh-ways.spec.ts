import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSniffer } from './fixtures/sniffer.ts';
import type { ServerKind } from './fixtures/test-server.ts';
import { expect, test } from './hawser-test.ts';
import { siteManager } from './pages/site-manager.ts';

test('a host alias typed in quickconnect leads through its jump host, with the user and the key of ssh_config', async ({ start, until, open, folder }) => {
  const hop = await start('openssh');
  const target = await start('openssh', { hostKey: 'changed' });
  const door = await until(startSniffer(hop));
  await writeFile(join(target.root, 'behind the hop.txt'), 'reached');
  const userData = join(folder, 'alias');
  await mkdir(join(userData, 'home', '.ssh'), { recursive: true });
  await writeFile(join(userData, 'home', '.ssh', 'config'), [
    'Host web1', `  HostName ${target.host}`, `  Port ${target.port}`, '  ProxyJump door',
    'Host door', `  HostName ${door.host}`, `  Port ${door.port}`,
    'Match all', `  User ${target.user}`, `  IdentityFile ${target.keyFile}`,
  ].join('\n'));
  const { quickconnect, dialog, remote, log, status } = await open({ userData });
  await quickconnect.form.getByLabel('Host').fill('web1');
  await quickconnect.form.getByLabel('Host').press('Enter');
  for (const { port, hostKeyFingerprint = '' } of [{ ...hop, port: door.port }, target]) {
    await expect(dialog.element).toContainText(`127.0.0.1:${port}`);
    expect(await dialog.fact('Fingerprint')).toBe(hostKeyFingerprint);
    await dialog.button('Trust and connect').click();
  }
  await expect(status).toHaveText(/^Connected to sftp:\/\/web1/u);
  await expect(remote.row('behind the hop.txt')).toBeVisible();
  await log.toStart();
  await expect(log.line(`web1 is ${target.user}@127.0.0.1:${target.port} by ~/.ssh/config`)).toBeVisible();
  expect(door.connections()).toBe(1);
});

const kind: ServerKind = 'pure-ftpd-plain';
for (const data of ['through', 'direct'] as const) {
  test(`plain FTP over SSH, data ${data}: no word of it can be read on the way, and the lock says how far that goes`, async ({ start, until, open, folder }) => {
    const hop = await start('openssh');
    const server = await start(kind);
    const outside = await until(startSniffer(hop));
    await writeFile(join(server.root, 'inside.txt'), 'inside');
    const hawser = await open();
    const site = {
      id: 'tunnelled', name: 'tunnelled',
      profile: {
        protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user },
        tunnel: { hops: [{ host: outside.host, port: outside.port, logon: { type: 'key-file', user: hop.user, keyFile: hop.keyFile } }], data },
      },
    };
    expect(await hawser.page.evaluate((change) => window.hawser.invoke('changeSites', [change]), { kind: 'put', nodes: [site], before: null })).toMatchObject({ ok: true });
    await hawser.page.getByRole('listbox', { name: 'Sites' }).getByRole('option', { name: /tunnelled/u }).dblclick();
    await expect(hawser.dialog.title).toHaveText('First connection to 127.0.0.1');
    await hawser.dialog.button('Trust and connect').click();
    // Beyond the hop it is plain, and the tunnel does not hide that.
    await hawser.dialog.button('Allow once').click();
    await hawser.dialog.field('Password').fill(server.password);
    await hawser.page.keyboard.press('Enter');
    await expect(hawser.remote.row('inside.txt')).toBeVisible();
    const lock = hawser.page.getByRole('group', { name: 'Protection' });
    const inside = `inside SSH as far as ${outside.host}:${outside.port}`;
    await expect(lock.getByRole('button').first()).toHaveText(`Control ${inside}`);
    await expect(lock.getByRole('button').last()).toHaveText(`Data ${data === 'through' ? inside : 'not encrypted'}`);
    await hawser.local.open(folder);
    await hawser.remote.row('inside.txt').dblclick();
    await hawser.queue.ends({ done: 1 });
    expect(await readFile(join(folder, 'inside.txt'), 'utf8')).toBe('inside');
    expect(outside.text()).toMatch(/^SSH-2\.0-/u);
    expect(outside.text()).not.toMatch(/USER |PASS |EPSV|MLSD|inside\.txt/u);
  });
}

test('a site with two SSH servers on the way is made in the site manager; one that is dead is named, and mended', async ({ start, hawser }) => {
  const { dialog, page, remote, status } = hawser;
  const [near, far] = [await start('openssh'), await start('openssh', { hostKey: 'changed' })];
  const server = await start('proftpd-plain');
  await writeFile(join(server.root, 'behind two hops.txt'), 'reached');
  const gone = await start('vsftpd-plain');
  await gone.stop();
  const manager = siteManager(page);
  const hop = (number: number, field: string) => manager.field(`SSH server ${number}: ${field}`);
  await manager.open();
  await page.keyboard.press('ControlOrMeta+n');
  await manager.field('Host').fill(`ftp://${server.user}:${server.password}@${server.host}:${server.port}/`);
  await manager.field('Host').blur();
  await manager.tab('Advanced');
  for (const [number, place] of [[1, near], [2, { ...far, port: gone.port }]] as const) {
    await manager.button('Add an SSH server').click();
    await hop(number, 'Host').fill(place.host);
    await hop(number, 'Port').fill(String(place.port));
    await hop(number, 'User').fill(place.user);
    await hop(number, 'Sign in with').selectOption('key-file');
    await hop(number, 'Key file').fill(near.keyFile ?? '');
  }
  await manager.button('Connect').click();
  await dialog.trust(near);
  await expect(remote.failure).toContainText(`Hop 1 of 2, ${near.host}:${near.port}, cannot reach ${far.host} on port ${gone.port}.`);

  await manager.open();
  await manager.tab('Advanced');
  await hop(2, 'Port').fill(String(far.port));
  await manager.button('Connect').click();
  await dialog.trust(far);
  await dialog.button('Allow once').click();
  await dialog.field('Password').fill(server.password);
  await page.keyboard.press('Enter');
  await expect(remote.row('behind two hops.txt')).toBeVisible();
  await expect(status).toHaveText(/^Connected to ftp:/u);
});

import { startProxyDouble } from './fixtures/proxy-double.ts';
import { expect, test } from './hawser-test.ts';

test('the proxy of the settings carries control and data connections, asks for its password, and is named when it is gone', async ({ start, hawser, until }) => {
  const { page, dialog, remote } = hawser;
  const account = { user: 'gate', password: 'of the proxy' };
  const proxy = await until(startProxyDouble({ kind: 'socks5', account }));
  const server = await start('vsftpd-plain');

  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Connection' }).click();
  await dialog.element.getByText('SOCKS5', { exact: true }).click();
  await dialog.field('Host of the proxy').fill(proxy.host);
  await dialog.field('Port of the proxy').fill(String(proxy.port));
  await dialog.field('User at the proxy').fill(account.user);
  await page.keyboard.press('Escape');
  await expect(dialog.element).toBeHidden();

  await hawser.quickconnect.connect(server);
  await dialog.field('Password').fill('wrong');
  await dialog.field('Password').press('Enter');
  await expect.poll(() => proxy.passwords).toEqual(['wrong']);
  await expect(dialog.field('Password')).toHaveValue('');
  await dialog.field('Password').fill(account.password);
  await dialog.field('Password').press('Enter');
  // Behind a proxy no address is this computer's own, so that the password would travel.
  await dialog.button('Allow once').click();
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await expect(remote.path).toHaveValue(server.homePath);
  expect(proxy.requests.filter((request) => request === `127.0.0.1:${server.port}`)).toHaveLength(1);
  await expect.poll(() => proxy.requests.length).toBeGreaterThan(1);

  await proxy.stop();
  await remote.button('Refresh').click();
  await expect(remote.failure).toContainText(`proxy 127.0.0.1:${proxy.port}`);
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './hawser-test.ts';

test('two servers in two tabs, which are back after a restart', async ({ start, open }) => {
  const [one, other] = [await start('vsftpd-plain'), await start('proftpd-plain')];
  await mkdir(join(one.root, 'www'));
  await writeFile(join(one.root, 'www/first.txt'), '1');
  await writeFile(join(other.root, 'second.txt'), '2');
  let hawser = await open();
  await hawser.quickconnect.connect(one);
  await hawser.remote.row('www').dblclick();
  await hawser.remote.shows(['first.txt']);

  await hawser.page.keyboard.press('ControlOrMeta+t');
  const tabs = () => hawser.page.getByRole('tablist', { name: 'Tabs' }).getByRole('tab');
  await expect(tabs()).toHaveText([one.host, 'No server']);
  await expect(hawser.quickconnect.form.getByLabel('Host')).toBeFocused();
  await hawser.quickconnect.connect(other);
  await hawser.remote.shows(['second.txt']);
  await hawser.page.keyboard.press('ControlOrMeta+1');
  await hawser.remote.shows(['first.txt']);
  await expect(hawser.status).toContainText(String(one.port));
  await hawser.page.keyboard.press('ControlOrMeta+Tab');
  await hawser.remote.shows(['second.txt']);
  await expect(hawser.status).toContainText(String(other.port));
  const kept = () => hawser.page.evaluate(() => localStorage.getItem('hawser.tabs') ?? '');
  await expect.poll(kept).toContain('"active":1');
  await expect.poll(kept).toContain(`"port":${other.port}`);
  expect(await hawser.page.evaluate(() => JSON.stringify(localStorage))).not.toContain(one.password);
  await hawser.close();

  hawser = await open();
  await expect(tabs()).toHaveText([one.host, other.host]);
  await expect(tabs().nth(1)).toHaveAttribute('aria-selected', 'true');
  await hawser.page.keyboard.press('Alt+1');
  await hawser.page.getByRole('button', { name: `Connect to ${one.host} again` }).click();
  await hawser.dialog.field('Password').fill(one.password);
  await hawser.page.keyboard.press('Enter');
  await hawser.remote.shows(['first.txt']);

  await tabs().nth(1).focus();
  await hawser.page.keyboard.press('Delete');
  await expect(hawser.page.getByRole('tablist', { name: 'Tabs' })).toHaveCount(0);
  await hawser.page.keyboard.press('ControlOrMeta+w');
  await expect(hawser.page.getByRole('heading', { name: 'No server connected' })).toBeVisible();
});

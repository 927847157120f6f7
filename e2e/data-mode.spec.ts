import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import { showTwoSides } from './two-sides.ts';

const dataCommand = /›\s*(EPSV|PASV|EPRT|PORT)\b/u;

function modeSwitch({ page }: HawserWindow) {
  const group = page.locator('footer').getByRole('radiogroup', { name: 'Data connections' });
  return { group, passive: group.getByRole('radio', { name: 'Passive' }), active: group.getByRole('radio', { name: 'Active' }) };
}

/** Chooses from the native menu, once it can be chosen. */
async function choose({ app }: HawserWindow, command: string): Promise<void> {
  const item = () => app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled, command);
  await expect.poll(item).toBe(true);
  await app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command);
}

/** The verbs that asked for data connections, as the log shows them at its end. */
async function openings({ log }: HawserWindow): Promise<readonly string[]> {
  const texts = await log.lines.locator('.log-line').allInnerTexts();
  return texts.flatMap((text) => dataCommand.exec(text)?.[1] ?? []);
}

test('the switch acts on the next listing and transfer over the same connection', async ({ start, hawser, folder }) => {
  const { page, log, local, queue } = hawser;
  const { server, here } = await showTwoSides({ start, hawser, folder }, { remote: { 'a/': '', 'there.txt': 'x' } });
  const { passive, active } = modeSwitch(hawser);
  await expect(passive).toBeChecked();
  await expect.poll(() => openings(hawser)).toContain('EPSV');
  const signIns = server.log().match(/USER/gu)?.length;

  await log.button('Clear log').click();
  await passive.focus();
  await page.keyboard.press('ArrowRight');
  await expect(active).toBeChecked();
  await hawser.remote.list.focus();
  await page.keyboard.press('F5');
  // Lines travel in batches, so that older ones may come behind the click that cleared the log.
  await expect.poll(async () => (await openings(hawser)).at(-1)).toMatch(/^(?:EPRT|PORT)$/u);
  expect(server.log().match(/USER/gu)?.length).toBe(signIns);
  await expect(hawser.remote.row('there.txt')).toBeVisible();

  await writeFile(join(here, 'up.txt'), 'up');
  await page.keyboard.press('F7');
  await page.keyboard.press('F5');
  await local.row('up.txt').click();
  await page.keyboard.press('Alt+ArrowDown');
  await queue.ends({ done: 1 });
  await expect(log.line(/STOR /u)).toHaveCount(1);
  const seen = await openings(hawser);
  expect(seen.slice(seen.findIndex((verb) => /^(?:EPRT|PORT)$/u.test(verb))).filter((verb) => verb.endsWith('SV'))).toEqual([]);

  await log.button('Clear log').click();
  await page.keyboard.press('Control+Shift+M');
  await expect(passive).toBeChecked();
  await hawser.remote.list.focus();
  await page.keyboard.press('F5');
  await expect.poll(async () => (await openings(hawser)).at(-1)).toBe('EPSV');
});

test('the choice holds when the engine is started again, and stays with a saved site', async ({ start, open, folder }) => {
  const first = await open();
  const { server } = await showTwoSides({ start, hawser: first, folder }, { remote: { 'there.txt': 'x' } });
  await choose(first, 'saveSite');
  await first.dialog.field('Name').fill('Kept');
  await first.dialog.button('Save').click();
  await expect(first.dialog.element).toHaveCount(0);
  // Saved, and in the list, as soon as it cannot be saved again.
  await expect.poll(() => first.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('saveSite')?.enabled)).toBe(false);
  await choose(first, 'activeMode');
  await expect(modeSwitch(first).active).toBeChecked();

  const pid = await first.app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Hawser engine')?.pid);
  if (pid === undefined) throw new Error('The engine is not to be seen.');
  process.kill(pid, 'SIGKILL');
  await expect(first.status).toHaveText(/lost/u);
  await first.log.button('Clear log').click();
  await first.remote.list.focus();
  await first.page.keyboard.press('F5');
  await expect(first.status).toHaveText(/^Connected to /u);
  await expect.poll(() => openings(first)).toContainEqual(expect.stringMatching(/^(?:EPRT|PORT)$/u));
  await expect(modeSwitch(first).active).toBeChecked();
  await first.close();

  const second = await open();
  await second.page.getByRole('option', { name: /Kept/u }).dblclick();
  await second.dialog.field('Password').fill(server.password);
  await second.page.keyboard.press('Enter');
  await expect(modeSwitch(second).active).toBeChecked();
  await expect.poll(() => openings(second)).toContainEqual(expect.stringMatching(/^(?:EPRT|PORT)$/u));
});

test('SFTP has no such switch', async ({ start, hawser }) => {
  const server = await start('openssh');
  await hawser.quickconnect.connect({ ...server, protocol: 'sftp' });
  await hawser.dialog.trust(server);
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await expect(modeSwitch(hawser).group).toHaveCount(0);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFtpDouble } from './fixtures/ftp-double.ts';
import { expect, type HawserWindow, test } from './hawser-test.ts';
import { root, sandboxArgs } from './open-hawser.ts';
import { security } from './pages/security.ts';
import { siteManager } from './pages/site-manager.ts';

/** Written by FileZilla itself. */
const sample = join(root, 'main', 'exchange', 'samples', 'filezilla-sites.xml');

const menu = ({ app }: HawserWindow, id: string) => app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
/** The system's own dialogs answer with this file. */
const answer = ({ app }: HawserWindow, file: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
/** From the file manager onto the start page. */
async function drop({ page }: HawserWindow, file: string): Promise<void> {
  const target = await page.getByRole('region', { name: 'Remote files' }).boundingBox();
  const point = { x: target!.x + target!.width / 2, y: target!.y + target!.height / 2 };
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await devtools.send('Input.dispatchDragEvent', { type, ...point, data: { items: [], files: [file], dragOperationsMask: 1 } });
  await devtools.detach();
}
const options = ({ dialog }: HawserWindow) => dialog.element.getByRole('listbox', { name: 'Sites in the file' }).getByRole('option');

test('what FileZilla kept is shown, taken over and there after a restart; a second time it is here already', async ({ open, folder }) => {
  const first = await open();
  await answer(first, sample);
  await menu(first, 'importSites');
  await first.dialog.button('Choose a file…').click();
  await expect(options(first)).toHaveCount(6);
  await expect(options(first).filter({ hasText: 'Shop' })).toHaveAccessibleName('Shop, Customers, Nord & Süd, ftps-explicit://marit@ftp.example.org:2121, New, with its password');
  await expect(first.dialog.element.getByRole('list', { name: '2 items cannot be carried over' })).toContainText('Bucket S3 is a protocol that is not spoken on the other side.');
  await expect(first.dialog.element).toContainText('They cannot be saved on this computer: Hawser knows them until it ends.');
  // By the keyboard: the first one is left out.
  await expect(first.dialog.element.getByRole('listbox')).toBeFocused();
  await first.page.keyboard.press('Space');
  await expect(first.dialog.element.getByRole('status')).toHaveText('5 sites chosen');
  await first.page.keyboard.press('Enter');
  await first.dialog.button('Import').click();
  await expect(first.dialog.element).toContainText('5 sites added');
  await expect(first.dialog.element).toContainText('2 passwords known until Hawser ends');
  await expect(first.dialog.button('Done')).toBeFocused();
  await first.page.keyboard.press('Enter');
  await first.close();
  expect(await readFile(join(first.userData, 'sites.json'), 'utf8')).not.toContain('geheim');

  // The next start is asked to open the file.
  const second = await open({ opens: sample });
  await expect(options(second)).toHaveCount(6);
  await expect(options(second).filter({ hasText: 'New' })).toHaveCount(1);
  await expect(options(second).filter({ hasText: 'Here already' })).toHaveCount(5);
  await second.page.keyboard.press('Escape');
  const manager = siteManager(second.page);
  await manager.open();
  await manager.shows(['Customers', 'Implicit', 'Mainframe', 'Otp']);
  await manager.close();

  // What is damaged or foreign is refused in words.
  for (const [name, text, words] of [['cut.hawser', '{ "format": "hawser-profile", "version": 1, "no', 'This profile file is damaged'], ['newer.hawser', '{ "format": "hawser-profile", "version": 9 }', 'written by a newer Hawser'], ['song.xml', '<song/>', 'is nothing that Hawser can import']] as const) {
    await writeFile(join(folder, name), text);
    await drop(second, join(folder, name));
    await expect(second.dialog.element.getByRole('alert')).toContainText(words);
    await second.page.keyboard.press('Escape');
    await expect(second.dialog.element).toHaveCount(0);
  }
});

test('a folder goes with its sealed passwords to another computer, and connects there without one being typed', async ({ open, folder, until }) => {
  const server = await until(startFtpDouble());
  const here = await open();
  const saved = security(here.page);
  await saved.open();
  await saved.button('Master password', 'Set…').click();
  await saved.submit('Set a master password', { 'Master password': 'grün & salty 7', 'Once more': 'grün & salty 7' }, 'Set');
  await saved.close();
  const nodes = [{ id: 'f', name: 'Customers', folder: true }, { id: 's', parent: 'f', name: 'Quay', profile: { protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: 'mate' } } }];
  await here.page.evaluate((change) => window.hawser.invoke('changeSites', [change]), { kind: 'put', nodes, before: null });
  expect(await here.page.evaluate(() => window.hawser.invoke('setSiteSecret', ['s', { secret: 'tide-4711' }]))).toMatchObject({ ok: true });
  const file = join(folder, 'customers.hawser');
  await answer(here, file);
  const manager = siteManager(here.page);
  await manager.open();
  await manager.row('Customers').click({ button: 'right' });
  await here.page.getByRole('menuitem', { name: /^Export/u }).click();
  await here.dialog.element.getByLabel('With the saved passwords, sealed by a passphrase').check();
  await here.dialog.element.getByRole('textbox', { name: 'Passphrase' }).fill('short');
  await here.dialog.button('Save…').click();
  await expect(here.dialog.element).toContainText('This has fewer than 8 characters.');
  await here.dialog.element.getByRole('textbox', { name: 'Passphrase' }).fill('a long tide');
  await here.dialog.element.getByRole('textbox', { name: 'Once more' }).fill('a long tide');
  await here.dialog.button('Save…').click();
  await expect(here.dialog.element).toContainText('One password is in it, sealed.');
  await here.dialog.button('Done').click();
  await expect(manager.row('Customers')).toBeVisible();
  await here.close();
  expect(await readFile(file, 'utf8')).not.toMatch(/tide/u);

  const there = await open({ userData: join(folder, 'elsewhere'), opens: file });
  await expect(there.dialog.element).toContainText('The passwords in this file are sealed.');
  const passphrase = there.dialog.field('Passphrase or master password of the file');
  await passphrase.fill('a short tide');
  await passphrase.press('Enter');
  await expect(there.dialog.element.getByRole('alert')).toContainText('This password does not open the file’s passwords.');
  await passphrase.fill('a long tide');
  await passphrase.press('Enter');
  await expect(options(there).filter({ hasText: 'Quay' })).toHaveAccessibleName(/with its password$/u);
  await there.dialog.button('Import').click();
  await there.dialog.button('Done').click();
  await there.page.getByRole('option').filter({ hasText: 'Quay' }).dblclick();
  // The name and password go over a plain line only to this computer itself, so that nothing is asked.
  await expect(there.status).toHaveText(/^Connected to ftp:/u);
  expect(server.commands.join('\n')).toContain('PASS tide-4711');
});

test('a link shows what it would open, and only a click goes on; one with a password is refused', async ({ open, until }) => {
  const server = await until(startFtpDouble());
  const hawser = await open();
  const { dialog, page, quickconnect } = hawser;
  /** As a browser does it: the app is started once more. */
  const follow = async (link: string): Promise<void> => {
    const executable = await hawser.app.evaluate(() => process.execPath);
    const again = spawn(executable, [...sandboxArgs, root, link], { env: { ...process.env, HAWSER_USER_DATA: hawser.userData }, stdio: 'ignore' });
    await once(again, 'exit');
  };
  const link = `hawser://connect?protocol=ftp&host=${server.host}&port=${server.port}&user=mate&path=%2Fwww`;
  await follow(link);
  await expect(dialog.title).toHaveText('A link wants to open a server');
  expect(await dialog.fact('Host')).toBe(server.host);
  expect(await dialog.fact('Folder')).toBe('/www');
  await expect(dialog.button('Cancel')).toBeFocused();
  expect(server.commands).toEqual([]);
  await dialog.button('Fill into quickconnect').click();
  await expect(quickconnect.form.getByLabel('Host')).toHaveValue(server.host);
  await expect(quickconnect.form.getByLabel('User')).toHaveValue('mate');
  expect(server.commands).toEqual([]);
  await follow(link);
  await dialog.button('Save as site').click();
  const manager = siteManager(page);
  await expect(manager.row(server.host)).toBeVisible();
  await manager.close();
  await follow(`${link}&password=tide`);
  await expect(hawser.notices).toContainText('This hawser:// link holds a password, and was not opened.');
  expect(server.commands).toEqual([]);
});

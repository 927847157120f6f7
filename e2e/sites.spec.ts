import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './hawser-test.ts';
import { siteManager } from './pages/site-manager.ts';

const keys = { command: process.platform === 'darwin' ? 'Meta' : 'Control' };

test('the whole life of a site: folder, every tab, test, save, duplicate, move, search, rename, delete, undo, connect, another start', async ({ open, folder, start }) => {
  const server = await start('vsftpd-plain');
  await server.handOver();
  let hawser = await open();
  let manager = siteManager(hawser.page);
  const press = (key: string): Promise<void> => hawser.page.keyboard.press(key);
  await manager.open();
  await expect(manager.dialog.getByText('No site selected')).toBeVisible();

  // A folder, and in it a site by its whole address.
  await press(`${keys.command}+Shift+N`);
  await manager.rename('Museums');
  await press(`${keys.command}+n`);
  await expect(manager.field('Host')).toBeFocused();
  await manager.button('Save').click();
  await expect(manager.field('Host')).toHaveAccessibleDescription(/^Which server\?/u);
  await manager.field('Host').fill(`ftp://${server.user}:${server.password}@${server.host}:${server.port}/`);
  await manager.field('Host').blur();
  await expect(manager.field('Host')).toHaveValue(server.host);
  await expect(manager.field('Port')).toHaveValue(String(server.port));
  await expect(manager.field('User')).toHaveValue(server.user);
  await expect(manager.field('Encryption')).toHaveValue('plain');
  await manager.field('Name').fill('harbour');
  await manager.field('Comment').fill('the old pier');
  await manager.dialog.getByRole('radio', { name: 'Teal' }).check({ force: true });

  // What is wrong is said where it stands, and nothing is saved.
  await manager.tab('Transfer');
  await manager.field('Connections').fill('33');
  await expect(manager.field('Connections')).toHaveAccessibleDescription('A number from 1 to 32, or nothing for what the settings say.');
  await manager.tab('General');
  await manager.button('Save').click();
  await expect(manager.field('Connections')).toBeFocused();
  await manager.field('Connections').fill('3');
  await manager.choose('Mode', 'Passive');
  await manager.choose('Temporary name', 'Yes');
  await manager.tab('Advanced');
  await manager.field('Start here').fill(folder);
  await manager.field('After sign-in').fill('SITE UMASK 022');
  await manager.field('Time offset').fill('-60');
  await manager.tab('Charset');
  await manager.choose('File names are in', 'Another');
  await manager.panel.getByRole('combobox', { name: 'Charset' }).fill('iso-8859-15');
  await manager.tab('Trust');
  await expect(manager.panel).toContainText('Nothing is remembered yet.');

  // Nothing of the test is saved, and the unsaved site is what is tested.
  await manager.tab('General');
  await manager.button('Test connection').click();
  await expect(manager.dialog.getByText('The connection works.')).toBeVisible();
  await manager.field('Host').fill('localhost');
  await manager.field('Port').fill('1');
  await manager.button('Test connection').click();
  await expect(manager.dialog.getByRole('alert')).toContainText('does not accept connections on port 1');
  await manager.field('Host').fill(server.host);
  await manager.field('Port').fill(String(server.port));
  await manager.button('Save').click();
  await expect(manager.row('harbour')).toBeVisible();

  // Around the tree by keys alone.
  await manager.tree.focus();
  await press(`${keys.command}+d`);
  await manager.rename('museum');
  await manager.shows(['Museums', '  harbour', '  museum']);
  await press('Alt+ArrowUp');
  await manager.shows(['Museums', '  museum', '  harbour']);
  await press('Alt+ArrowLeft');
  await manager.shows(['Museums', '  harbour', 'museum']);
  await press(`${keys.command}+x`);
  await press('Home');
  await press(`${keys.command}+v`);
  await manager.shows(['Museums', '  harbour', '  museum']);
  await press('h');
  await press('F2');
  await manager.rename('lighthouse');
  await press('Delete');
  await manager.shows(['Museums', '  museum']);
  await expect(manager.undo).toContainText('“lighthouse” deleted');
  await manager.undo.getByRole('button', { name: 'Undo' }).click();
  await manager.shows(['Museums', '  lighthouse', '  museum']);
  // And by mouse: onto the lower edge of the last one.
  await manager.row('lighthouse').dragTo(manager.row('museum'), { targetPosition: { x: 60, y: 24 } });
  await manager.shows(['Museums', '  museum', '  lighthouse']);
  await manager.search.fill('pier light');
  await manager.shows(['lighthouse']);
  await manager.search.press('Enter');
  await expect(manager.tree).toBeFocused();
  await manager.search.fill('');

  await manager.row('lighthouse').dblclick();
  // The password that the test signed in with is known for as long as the app runs.
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await expect(hawser.local.path).toHaveValue(folder);

  // A bookmark of the site, from the menu back to both folders.
  await press(`${keys.command}+b`);
  await hawser.dialog.field('Name').fill('the pier');
  await hawser.dialog.button('Add').click();
  await expect(hawser.dialog.element).toHaveCount(0);
  await hawser.local.open('/');
  const bookmark = () => hawser.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('bookmark:0')?.label);
  await expect.poll(bookmark).toBe('the pier');
  await hawser.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('bookmark:0')?.click());
  await expect(hawser.local.path).toHaveValue(folder);
  await press(`${keys.command}+Shift+b`);
  await hawser.dialog.button('Delete the pier').click();
  await expect(hawser.dialog.element).toContainText('No bookmarks yet.');
  await hawser.dialog.button('Undo').click();
  await expect(hawser.dialog.field('Name: the pier')).toBeVisible();
  await press('Escape');
  await hawser.close();

  hawser = await open();
  manager = siteManager(hawser.page);
  await expect(hawser.page.getByRole('listbox', { name: 'Sites' }).getByRole('option').first()).toContainText('lighthouse');
  await manager.open();
  await manager.shows(['Museums', '  museum', '  lighthouse']);
  await expect(manager.field('Comment')).toHaveValue('the old pier');
  await expect(manager.dialog.getByRole('radio', { name: 'Teal' })).toBeChecked();
  await manager.tab('Advanced');
  await expect(manager.field('After sign-in')).toHaveValue('SITE UMASK 022');
  await expect(manager.field('Time offset')).toHaveValue('-60');
  await manager.tab('Transfer');
  await expect(manager.field('Connections')).toHaveValue('3');
  await expect(manager.dialog.getByRole('radiogroup', { name: 'Temporary name' }).getByRole('radio', { name: 'Yes' })).toBeChecked();
  await manager.tab('Charset');
  await expect(manager.panel.getByRole('combobox', { name: 'Charset' })).toHaveValue('iso-8859-15');

  // Leaving with changes asks, and leaving them behind leaves the site as it was.
  await manager.panel.getByRole('combobox', { name: 'Charset' }).fill('koi8-r');
  await press('Escape');
  await expect(manager.dialog.getByText('One site has changes that are not saved.')).toBeVisible();
  await manager.button('Discard').click();
  await expect(manager.dialog).toHaveCount(0);
  expect(await readFile(join(hawser.userData, 'sites.json'), 'utf8')).toContain('iso-8859-15');
  expect(await readFile(join(hawser.userData, 'sites.json'), 'utf8')).not.toContain(server.password);
});

test('a damaged site file is set aside, the last good one is in use, and the user is told', async ({ open }) => {
  let hawser = await open();
  const site = (id: string) => ({ id, name: id, profile: { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'agent', user: 'u' } } });
  for (const id of ['one', 'two']) {
    expect(await hawser.page.evaluate((change) => window.hawser.invoke('changeSites', [change]), { kind: 'put', nodes: [site(id)], before: null })).toMatchObject({ ok: true });
  }
  await hawser.close();
  await writeFile(join(hawser.userData, 'sites.json'), '{"version":2,"nodes":[');
  hawser = await open();
  await expect(hawser.notices).toContainText('sites.json could not be read and was set aside.');
  const manager = siteManager(hawser.page);
  await manager.open();
  await manager.shows(['one']);
});

test('what was typed into quickconnect becomes a site where more is to be chosen', async ({ hawser, start }) => {
  const server = await start('vsftpd-plain');
  const manager = siteManager(hawser.page);
  await hawser.quickconnect.fill(server);
  await hawser.quickconnect.form.getByRole('button', { name: 'More choices, as a new site…' }).click();
  await expect(manager.field('Name')).toHaveValue(server.host);
  await expect(manager.field('Port')).toHaveValue(String(server.port));
  await manager.tab('Transfer');
  await manager.choose('Mode', 'Active');
  await manager.field('Ports of active mode').fill('9-8');
  await expect(manager.field('Ports of active mode')).toHaveAccessibleDescription(/^A port from 1 to 65535/u);
  await manager.field('Ports of active mode').fill('40000-40100');
  await manager.tab('General');
  await manager.field('Password').fill(server.password);
  await manager.button('Connect').click();
  await expect(manager.dialog).toHaveCount(0);
  await expect(hawser.log.line(/PORT 127,0,0,1,156,\d+/u).first()).toBeVisible();
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { findIn, findInFiles, findInProcesses } from './fixtures/find-marker.ts';
import { startFtpDouble } from './fixtures/ftp-double.ts';
import { sshKeygen } from './fixtures/ssh-keys.ts';
import { expect, type HawserWindow, test } from './hawser-test.ts';
import { security } from './pages/security.ts';
import { siteManager } from './pages/site-manager.ts';

/** One for each way that a secret comes in, so that a find says which one leaks. With what files, logs and commands like to change. */
const markers = {
  address: 'Addr3ss-tide-41',
  quickconnect: 'Qu1ck "tide\' é\\漢%41&<x>',
  site: 'S1te "tide\' é\\漢%41&<x>',
  master: 'M4ster "tide\' é\\漢%41&<x>',
  passphrase: 'Phr4se "tide\' é\\漢%41&<x>',
  profile: 'Pr0file "tide\' é\\漢%41&<x>',
  hop: 'H0p "tide\' é\\漢%41&<x>',
};

/** Everything that main and the engine send to the page, kept in main and in the page itself. */
async function record({ app, page }: HawserWindow): Promise<() => Promise<string>> {
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const send = contents.send.bind(contents);
    contents.send = (channel, ...args) => {
      heard.push(JSON.stringify(args));
      send(channel, ...args);
    };
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...args: readonly unknown[]) => Promise<unknown>> })._invokeHandlers;
    for (const [channel, answer] of handlers) {
      handlers.set(channel, async (...args) => {
        const answered = await answer(...args);
        heard.push(JSON.stringify(answered) ?? '');
        return answered;
      });
    }
  });
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const { start } = MessagePort.prototype;
    MessagePort.prototype.start = function (this: MessagePort) {
      this.addEventListener('message', ({ data }) => heard.push(JSON.stringify(data) ?? ''));
      start.call(this);
    };
  });
  await page.reload();
  await page.waitForSelector('#root > *');
  return async () => {
    const fromMain = await app.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.map((line) => JSON.parse(line) as unknown));
    const fromEngine = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.map((line) => JSON.parse(line) as unknown));
    expect(fromMain.length).toBeGreaterThan(5);
    expect(fromEngine.length).toBeGreaterThan(20);
    return JSON.stringify([fromMain, fromEngine]);
  };
}

/** Every string of the page's JavaScript after a collection. What Chromium's own parts keep in freed memory is not looked at. */
async function heapOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] };
  expect(strings.length).toBeGreaterThan(10_000);
  return Buffer.from(strings.join('\n'), 'utf8');
}

/** By the keyboard, since Playwright's own ways of filling a field leave the text in the page. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.insertText(text);
}

async function fill(page: Page, label: string, text: string, within = page.getByRole('dialog').last()): Promise<void> {
  await within.getByLabel(label, { exact: true }).focus();
  await type(page, text);
}

async function leaksOf(hawser: HawserWindow, folder: string, printed: readonly string[], heard: string): Promise<readonly string[]> {
  return [
    ...(await findInFiles(folder, markers)),
    ...(await findInProcesses(mainProcess(hawser.app), markers)),
    ...findIn(Buffer.from(printed.join('')), markers).map((find) => `printed: ${find}`),
    ...findIn(Buffer.from(heard), markers).map((find) => `sent to the page: ${find}`),
    ...findIn(Buffer.from(await hawser.page.content()), markers).map((find) => `the page: ${find}`),
    ...findIn(await heapOf(hawser.page), markers).map((find) => `the page's heap: ${find}`),
  ];
}

const mainProcess = (app: ElectronApplication): number => app.process().pid ?? 0;

test('no secret leaves the way that it has to go', async ({ start, until, folder, open }) => {
  test.setTimeout(120_000);
  const double = await until(startFtpDouble({ files: { '/chart.txt': 'north' } }));
  const server = await start('openssh');
  const key = join(folder, 'key');
  sshKeygen('-t', 'ed25519', '-N', 'another phrase', '-f', key);
  const hawser = await open();
  const { page, dialog, quickconnect, remote, queue } = hawser;
  const printed: string[] = [];
  for (const stream of [hawser.app.process().stdout, hawser.app.process().stderr]) stream?.on('data', (text) => printed.push(String(text)));
  const heard = await record(hawser);
  const saved = security(page);

  // A master password.
  await saved.open();
  await saved.button('Master password', 'Set…').click();
  await fill(page, 'Master password', markers.master);
  await fill(page, 'Once more', markers.master);
  await page.keyboard.press('Enter');
  await expect(saved.status).toContainText('Sealed by your master password');
  await saved.close();

  // A whole address with its password, typed into quickconnect.
  await quickconnect.form.getByLabel('Host').focus();
  for (const letter of `ftp://pilot:${markers.address}@${double.host}:${double.port}/`) await page.keyboard.press(letter);
  await page.keyboard.press('Enter');
  await expect.poll(() => double.commands.join('\n')).toContain(`PASS ${markers.address}`);
  await expect(hawser.status).toHaveText(/^Connected to ftp:/u);

  // Quickconnect, a transfer, the log.
  await quickconnect.fill({ host: double.host, port: double.port, user: 'pilot', password: '' });
  await quickconnect.form.getByLabel('Password', { exact: true }).focus();
  await type(page, markers.quickconnect);
  await page.keyboard.press('Enter');
  await expect(hawser.status).toHaveText(/^Connected to ftp:/u);
  await hawser.local.open(folder);
  await remote.choose('chart.txt', /^Download/u);
  await queue.ends({ done: 1 });
  expect(double.commands.join('\n')).toContain(`PASS ${markers.quickconnect}`);

  // A site with its password saved, used by a connection after a lock.
  const manager = siteManager(page);
  await manager.open();
  await manager.button('New site').first().click();
  await manager.field('Host').fill(`ftp://mate@${double.host}:${double.port}/`);
  await manager.field('Password').focus();
  await type(page, markers.site);
  await manager.button('Save').click();
  await expect(manager.dialog.getByText('Saved, sealed')).toBeVisible();
  await manager.close();
  await page.keyboard.press('Control+Shift+L');
  await manager.open();
  await manager.button('Connect').click();
  await fill(page, 'Master password', `${markers.master}!`);
  await page.keyboard.press('Enter');
  await expect(saved.unlock).toContainText('This is not the master password.');
  await fill(page, 'Master password', markers.master);
  await page.keyboard.press('Enter');
  await expect.poll(() => double.commands.join('\n')).toContain(`PASS ${markers.site}`);
  await expect(hawser.status).toHaveText(/^Connected to ftp:/u);

  // A wrong passphrase and a wrong password of a jump host, both asked for again.
  const profile = { protocol: 'sftp', host: server.host, port: server.port, dataMode: 'default' };
  const viaHop = { ...profile, logon: { type: 'password', user: 'pilot' }, tunnel: { hops: [{ host: server.host, port: server.port, logon: { type: 'password', user: server.user } }] } };
  const withKey = { ...profile, logon: { type: 'key-file', user: server.user, keyFile: key } };
  const site = { parent: null, remoteDirectory: '', localDirectory: '', synchronizedBrowsing: false, colour: 'none', comment: '', bookmarks: [] };
  await page.evaluate((nodes) => window.hawser.invoke('changeSites', [{ kind: 'put', nodes, before: null }]), [
    { ...site, id: 'with-key', name: 'With key', profile: withKey }, { ...site, id: 'via-hop', name: 'Via hop', profile: viaHop },
  ]);
  for (const [name, label, marker] of [['With key', 'Passphrase', markers.passphrase], ['Via hop', 'Password', markers.hop]] as const) {
    await manager.open();
    await manager.row(name).dblclick();
    await expect(dialog.title).toHaveText(/First connection|Unlock the key file|Sign in/u);
    if ((await dialog.title.textContent())?.startsWith('First')) await dialog.trust(server);
    await expect(dialog.title).toHaveText(/Unlock the key file|Sign in/u);
    await fill(page, label, marker);
    await page.keyboard.press('Enter');
    await expect(dialog.element).toContainText(/does not open the key|did not accept/u);
    await page.keyboard.press('Escape');
    await expect(dialog.element).toHaveCount(0);
  }

  // Everything exported with its secrets; the file lies in the folder that is searched. The passphrase leaves no trace either.
  const exported = join(folder, 'all.hawser');
  await hawser.app.evaluate(({ dialog: native }, filePath) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, exported);
  await hawser.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('exportSites')?.click());
  await dialog.element.getByLabel('With the saved passwords, sealed by a passphrase').check();
  await fill(page, 'Passphrase', markers.profile);
  await fill(page, 'Once more', markers.profile);
  await dialog.button('Save…').click();
  await expect(dialog.element).toContainText('One password is in it, sealed.');
  await dialog.button('Done').click();
  await hawser.app.evaluate(({ dialog: native }, path) => {
    native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, exported);
  await hawser.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('importSites')?.click());
  await dialog.button('Choose a file…').click();
  await fill(page, 'Passphrase or master password of the file', markers.profile);
  await page.keyboard.press('Enter');
  await expect(dialog.element.getByRole('option', { name: /with its password/u })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog.element).toHaveCount(0);

  expect(await leaksOf(hawser, folder, printed, await heard())).toEqual([]);

  // The search finds what is there.
  await writeFile(join(hawser.userData, 'planted.log'), Buffer.concat([Buffer.from('ab'), Buffer.from(`x${markers.site}y`, 'utf16le')]));
  await writeFile(join(hawser.userData, 'planted.json'), JSON.stringify({ pass: Buffer.from(`u:${markers.hop}:z`).toString('base64'), hex: Buffer.from(markers.master).toString('hex') }));
  await page.evaluate((planted) => Object.assign(window, { planted: { deep: [planted] } }), markers.passphrase);
  const found = (await leaksOf(hawser, folder, [`secret ${markers.quickconnect}`], JSON.stringify({ secret: markers.site }))).map((find) => find.replace(/^.*planted/u, 'planted'));
  expect(found.toSorted()).toEqual([
    'planted.json: hop as base64+2', 'planted.json: master as hex', 'planted.log: site as UTF-16LE', 'printed: quickconnect as plain', 'sent to the page: site as JSON', "the page's heap: passphrase as plain",
  ]);
});

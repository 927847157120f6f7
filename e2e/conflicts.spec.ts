import { mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeUpPng } from '../main/engine/preview/made-up-png.ts';
import { writeFiles } from './two-sides.ts';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import type { Side } from './pages/pane.ts';
import type { ServerOptions, TestServer } from './fixtures/start-server.ts';

/** Makes checksums, as many servers do that people rent. */
const withSums: ServerOptions = { configuration: ['LoadModule mod_digest.c'] };

async function signIn(hawser: HawserWindow, server: TestServer, here: string): Promise<void> {
  await server.handOver();
  await hawser.quickconnect.connect(server);
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await hawser.local.open(here);
}

async function sendAll(hawser: HawserWindow, side: Side): Promise<void> {
  await hawser[side].list.focus();
  await hawser.page.keyboard.press('ControlOrMeta+a');
  await hawser[side].button(side === 'local' ? 'Upload' : 'Download').click();
}

/** What lies here and there, what is chosen for it, and what is there afterwards. */
const walk = {
  'newer.txt': { here: 'new', there: 'old', sooner: 'there', choose: 'it is newer', after: 'new' },
  'older.txt': { here: 'new', there: 'old', sooner: 'here', choose: 'it is newer', after: 'old' },
  'size.txt': { here: 'longer', there: 'old', sooner: 'here', choose: 'the size differs', after: 'longer' },
  'either.txt': { here: 'new', there: 'old', sooner: 'there', choose: 'either', after: 'new' },
  'content.txt': { here: 'new', there: 'old', sooner: 'here', choose: 'the contents differ', after: 'new' },
  'equal.txt': { here: 'old', there: 'old', sooner: 'there', choose: 'the contents differ', after: 'old' },
  'begun.txt': { here: 'one two three', there: 'one two', sooner: 'here', choose: 'Resume', after: 'one two three' },
  'both.txt': { here: 'new', there: 'old', sooner: 'there', choose: 'Keep both', after: 'old' },
  'over.txt': { here: 'new', there: 'old', sooner: 'here', choose: 'Overwrite', after: 'new' },
  'skipped.txt': { here: 'new', there: 'old', sooner: 'there', choose: 'Skip', after: 'old' },
} as const;

test('every choice for a file that is there does what it says, and holds nothing else up', async ({ start, hawser, folder }) => {
  const { dialog, queue, page } = hawser;
  const server = await start('proftpd-plain', withSums);
  const here = join(folder, 'here');
  await mkdir(here);
  const [sooner, later] = [3, 1].map((hours) => new Date(Date.now() - hours * 3_600_000)) as [Date, Date];
  for (const [name, file] of Object.entries(walk)) {
    for (const side of ['here', 'there'] as const) {
      const path = join(side === 'here' ? here : server.root, name);
      await writeFile(path, file[side]);
      const time = file.sooner === side ? sooner : later;
      await utimes(path, time, time);
    }
  }
  await writeFiles(here, { 'fresh.txt': 'fresh' });
  await signIn(hawser, server, here);
  await sendAll(hawser, 'local');
  // The one that is not there yet passes all that wait for an answer.
  await expect(dialog.element).toBeVisible();
  await expect.poll(() => readFile(join(server.root, 'fresh.txt'), 'utf8').catch(() => null)).toBe('fresh');

  const asked = new Set<string>();
  for (const _ of Object.keys(walk)) {
    await expect(dialog.title).toHaveText(/ is there already$/u);
    const title = (await dialog.title.textContent()) ?? '';
    const name = /“(.+)”/u.exec(title)?.[1] as keyof typeof walk;
    asked.add(name);
    const { choose, sooner: older } = walk[name];
    await expect(dialog.button('Skip')).toBeFocused();
    const [mine, theirs] = [dialog.element.locator('.exists-version').nth(0), dialog.element.locator('.exists-version').nth(1)];
    await expect(older === 'there' ? mine : theirs).toContainText('newer');
    await expect(older === 'there' ? theirs : mine).not.toContainText('newer');
    if (choose === 'Skip') await page.keyboard.press('Escape');
    else {
      // By the keyboard alone.
      await dialog.button(choose).focus();
      await page.keyboard.press('Enter');
    }
    await expect(dialog.element.filter({ hasText: title })).toHaveCount(0);
  }
  expect(asked.size).toBe(Object.keys(walk).length);
  await queue.ends({ done: 11 });
  for (const [name, { after }] of Object.entries(walk)) expect([name, await readFile(join(server.root, name), 'utf8')]).toEqual([name, after]);
  expect(await readFile(join(server.root, 'both (2).txt'), 'utf8')).toBe('new');
  await queue.tab('Done').click();
  await expect(queue.row('both.txt')).toContainText('as both (2).txt');
});

test('shows what is in both files, while others go on', async ({ start, hawser, folder }) => {
  const { dialog, queue, page } = hawser;
  const server = await start('proftpd-plain');
  const here = join(folder, 'here');
  const css = Array.from({ length: 60 }, (_, number) => `.part-${number} { margin: ${number}px; }\n`);
  await writeFiles(here, { 'style.css': css.join(''), 'fresh.txt': 'fresh', 'code.zip': 'PK\x03\x04\0\0' });
  await writeFiles(server.root, { 'style.css': css.with(40, '.part-40 { margin: 0 }\n').join(''), 'code.zip': 'PK\x03\x04\0\x01' });
  await writeFile(join(here, 'logo.png'), madeUpPng(64, 32));
  await writeFile(join(server.root, 'logo.png'), 'not a picture any more');
  // With one transfer at a time, whatever waits for an answer and keeps its place lets nothing pass.
  expect(await page.evaluate(() => window.hawser.invoke('changeSettings', [{ transfers: 1 }]))).toMatchObject({ ok: true });
  await signIn(hawser, server, here);
  await sendAll(hawser, 'local');
  await expect(dialog.title).toHaveText('“code.zip” is there already');
  await queue.counts('Done', 1);
  expect(await readFile(join(server.root, 'fresh.txt'), 'utf8')).toBe('fresh');
  const seen = new Set<string>();
  for (const _ of ['code.zip', 'logo.png', 'style.css']) {
    await expect(dialog.title).toHaveText(/ is there already$/u);
    const title = (await dialog.title.textContent()) ?? '';
    const name = /“(.+)”/u.exec(title)?.[1] ?? '';
    seen.add(name);
    const preview = dialog.element.locator('.preview');
    if (name === 'style.css') {
      const both = dialog.element.getByRole('region', { name: /Line 41 is the first that differs/u });
      // Taken out of the table, its head would be none for those who hear it.
      await expect(both.locator('thead')).toHaveCSS('display', 'table-header-group');
      await expect(both.locator('.preview-differs')).toHaveText('41.part-40 { margin: 40px; }41.part-40 { margin: 0 }');
    } else if (name === 'logo.png') {
      const picture = dialog.element.getByRole('img', { name: 'Picture: Would be uploaded' });
      // Decoded, not only asked for: the page may show what it got.
      await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(64);
      await expect(preview).toContainText('64 × 32 pixels');
      await expect(preview).toContainText('not a picture any more');
    } else {
      await expect(preview).toHaveText('No previewNo preview');
    }
    // What is shown takes nothing from the keyboard: Enter is still the harmless answer.
    await expect(dialog.button('Skip')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.element.filter({ hasText: title })).toHaveCount(0);
  }
  expect([...seen].toSorted()).toEqual(['code.zip', 'logo.png', 'style.css']);
  await queue.ends({ done: 4 });
  await expect(hawser.status).toHaveText(/^Connected to /u);
});

test('an answer counts for this file, for one direction, for the whole queue, or for good', async ({ start, hawser, folder }) => {
  const { dialog, queue, page, local, remote } = hawser;
  const server = await start('proftpd-plain');
  const here = join(folder, 'here');
  const names = ['a.txt', 'b.txt', 'c.txt'];
  await writeFiles(here, Object.fromEntries(names.map((name) => [name, 'here'])));
  await writeFiles(server.root, Object.fromEntries(names.map((name) => [name, 'there'])));
  await signIn(hawser, server, here);
  const there = () => Promise.all(names.map((name) => readFile(join(server.root, name), 'utf8')));
  const counts = (words: string) => dialog.field('This counts for').selectOption({ label: words });

  // One direction: the downloads that wait beside are asked about on their own, and are for the whole queue.
  await queue.button('Pause queue').click();
  await sendAll(hawser, 'local');
  await queue.counts('Queued', 3);
  await sendAll(hawser, 'remote');
  await queue.counts('Queued', 6);
  await queue.button('Process queue').click();
  for (const _ of ['one', 'the other']) {
    await expect(dialog.title).toBeVisible();
    const upload = (await dialog.element.textContent())?.includes('Would be uploaded') === true;
    await counts(upload ? 'all uploads until the queue is done' : 'all downloads until the queue is done');
    await dialog.button('Skip').click();
    await expect(dialog.element.filter({ hasText: upload ? 'Would be uploaded' : 'Would be downloaded' })).toHaveCount(0);
  }
  await queue.ends({ done: 6 });
  expect(await there()).toEqual(['there', 'there', 'there']);

  // The next run is asked about again; this file alone, then all.
  await sendAll(hawser, 'local');
  await expect(dialog.title).toBeVisible();
  const first = await dialog.title.textContent();
  await dialog.button('Overwrite').click();
  await expect(dialog.title).not.toHaveText(first ?? '');
  await counts('all until the queue is done');
  await dialog.button('Skip').click();
  await expect(dialog.element).toHaveCount(0);
  await queue.ends({ done: 9 });
  expect((await there()).toSorted()).toEqual(['here', 'there', 'there']);

  // For good: the settings say so, and nothing is asked any more.
  await sendAll(hawser, 'local');
  await expect(dialog.title).toBeVisible();
  await counts('all uploads, always');
  await dialog.button('Overwrite').click();
  await queue.ends({ done: 12 });
  expect(await there()).toEqual(['here', 'here', 'here']);
  await writeFiles(here, { 'a.txt': 'again' });
  await local.row('a.txt').dblclick();
  await queue.ends({ done: 13 });
  expect(await there()).toEqual(['again', 'here', 'here']);
  await page.getByRole('toolbar').getByRole('button', { name: /^Settings/u }).click();
  await dialog.element.getByRole('tab', { name: 'Files' }).click();
  await expect(dialog.field('Uploads, where a file is there already')).toHaveValue('overwrite');
  await expect(dialog.field('Downloads, where a file is there already')).toHaveValue('ask');
  await dialog.button('Done').click();
  await expect(remote.row('a.txt')).toBeVisible();
});

test('what the settings leave out stays behind, and what was compared bears its mark', async ({ start, hawser, folder }) => {
  const { dialog, queue, page, local } = hawser;
  const server = await start('proftpd-plain', withSums);
  const here = join(folder, 'here');
  await writeFiles(here, { 'site/index.html': 'page', 'site/.git/config': 'x', 'site/notes~': 'x', 'site/private.key': 'x' });
  await signIn(hawser, server, here);
  await page.getByRole('toolbar').getByRole('button', { name: /^Settings/u }).click();
  await dialog.element.getByRole('tab', { name: 'Files' }).click();
  const toggle = async (name: RegExp): Promise<void> => {
    await dialog.element.getByRole('switch', { name }).click();
    await expect(dialog.element.getByRole('switch', { name })).toBeChecked();
  };
  for (const name of [/^Compare checksums/u, /^Source control/u, /^Temporary files/u, /^Upload through a temporary name/u]) await toggle(name);
  await dialog.element.getByLabel('Names left out').fill('*.key');
  await dialog.button('Done').click();
  await sendAll(hawser, 'local');
  await queue.ends({ done: 1 });
  expect((await readdir(server.root, { recursive: true })).toSorted()).toEqual(['site', 'site/index.html']);
  await queue.tab('Done').click();
  await expect(queue.row('index.html').getByRole('img', { name: 'Verified: the checksums of both ends agree' })).toBeVisible();
  await expect(local.row('site')).toBeVisible();
});

test('a file that was to be continued, and is the beginning of another, is asked about again and stays', async ({ start, hawser, folder }) => {
  const { dialog, queue } = hawser;
  const server = await start('proftpd-plain');
  const here = join(folder, 'here');
  await mkdir(here);
  await writeFile(join(here, 'report.txt'), 'one two three');
  await writeFile(join(server.root, 'report.txt'), 'unrelated');
  await signIn(hawser, server, here);
  await sendAll(hawser, 'local');
  await dialog.button('Resume').click();
  await expect(dialog.element).toContainText('what is there is not the beginning of this file');
  await expect(dialog.button('Resume')).toBeDisabled();
  expect(await readFile(join(server.root, 'report.txt'), 'utf8')).toBe('unrelated');
  await dialog.button('Keep both').click();
  await queue.ends({ done: 1 });
  expect(await readFile(join(server.root, 'report.txt'), 'utf8')).toBe('unrelated');
  expect(await readFile(join(server.root, 'report (2).txt'), 'utf8')).toBe('one two three');
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ENGINE_PORT_MESSAGE } from '../shared/ipc/main-events.ts';
import { mainWords } from '../shared/locale/main.en.ts';
import { en as messages } from '../renderer/locale/en.ts';
import { openHawser, root, sandboxArgs, type OpenHawser } from './open-hawser.ts';

let userData: string;
let hawser: OpenHawser;
let close = async (): Promise<void> => {};
const start = async () => {
  hawser = await openHawser({ userData });
  close = hawser.close;
};
test.beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'hawser-life-'));
});
test.afterEach(async () => {
  await close();
  await rm(userData, { recursive: true, force: true });
});

/** The engine's process id, once it runs and is not `other`. */
async function enginePid(other?: number): Promise<number> {
  let pid: number | undefined;
  await expect.poll(async () => {
    pid = await hawser.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Hawser engine')?.pid);
    return pid !== undefined && pid !== other;
  }).toBe(true);
  return pid ?? 0;
}

test('an engine that is killed is started again, the window is told, and calls work as before', async () => {
  await start();
  // Each port that comes gets one call, under an id that the page itself does not use.
  await hawser.page.evaluate((portMessage) => {
    const state = { restarted: 0, answered: 0 };
    Object.assign(window, { state });
    window.hawser.onEvent((event) => {
      if (event.type === 'engine-restarted') state.restarted++;
    });
    window.addEventListener('message', (event) => {
      const [port] = event.ports;
      if (event.data !== portMessage || port === undefined) return;
      port.addEventListener('message', ({ data }: MessageEvent<{ type: string; id?: number; outcome?: { ok: boolean } }>) => {
        if (data.type === 'reply' && data.id === -1 && data.outcome?.ok === true) state.answered++;
      });
      port.start();
      port.postMessage({ type: 'call', id: -1, name: 'snapshot', args: [] });
    });
    return window.hawser.invoke('openEngine', []);
  }, ENGINE_PORT_MESSAGE);
  const state = () => hawser.page.evaluate(() => (window as unknown as { state: { restarted: number; answered: number } }).state);
  await expect.poll(async () => (await state()).answered).toBeGreaterThan(0);

  let pid = await enginePid();
  for (const round of [1, 2]) {
    const before = await state();
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await state()).answered).toBeGreaterThan(before.answered);
    expect((await state()).restarted).toBe(round);
    await expect(hawser.page.getByText(messages['notice.engineRestarted'])).toBeVisible();
    pid = await enginePid(pid);
  }
});

test('a page whose process dies comes back, and when it dies again the user decides', async () => {
  await start();
  await hawser.app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    // Stands in for the user, who wants the window opened again.
    Object.assign(dialog, { showMessageBox: (_window: unknown, { message }: { message: string }) => {
      asked.push(message);
      return Promise.resolve({ response: 0 });
    } });
  });
  const asked = () => hawser.app.evaluate(() => (globalThis as unknown as { asked: readonly string[] }).asked);
  const crash = () => hawser.app.evaluate(({ BrowserWindow }) => new Promise<string>((resolve) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('render-process-gone', () => {
      contents.once('did-finish-load', () => resolve(contents.getURL()));
    });
    contents?.forcefullyCrashRenderer();
  }));
  // The test's own page object is gone with the process; main still reads the page.
  const text = () => hawser.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText') as Promise<string>);

  expect(await crash()).toBe('app://hawser/index.html');
  await expect.poll(text).toContain(messages['notice.windowCrashed']);
  expect(await asked()).toEqual([]);
  expect(await crash()).toBe('app://hawser/index.html');
  await expect.poll(text).toContain(messages['notice.windowCrashed']);
  expect(await asked()).toEqual([mainWords.windowDied]);
});

test('the window opens where it was closed', async () => {
  await start();
  const place = { x: 140, y: 90, width: 900, height: 640 };
  await hawser.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  const bounds = () => hawser.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await expect.poll(bounds).toEqual(place);
  await hawser.close();
  await start();
  expect(await bounds()).toEqual(place);
});

test('a second start brings the first window to the front and ends', async () => {
  await start();
  const executable = await hawser.app.evaluate(() => process.execPath);
  const second = spawn(executable, [...sandboxArgs, root], { env: { ...process.env, HAWSER_USER_DATA: userData }, stdio: 'ignore' });
  const told = hawser.app.evaluate(({ app }) => new Promise((resolve) => app.once('second-instance', () => resolve(true))));
  expect(await once(second, 'exit')).toEqual([0, null]);
  expect(await told).toBe(true);
});

test('settings last, and damaged ones are set aside', async () => {
  await start();
  expect(await hawser.page.evaluate(() => window.hawser.invoke('changeSettings', [{ theme: 'dark' }]))).toMatchObject({ ok: true, value: { theme: 'dark', transfers: 2 } });
  expect(await hawser.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await hawser.close();
  await writeFile(join(userData, 'settings.json'), '{"version":1,"theme":"li');
  await start();
  expect((await readdir(userData)).some((name) => name.startsWith('settings.damaged-'))).toBe(true);
  expect(await hawser.page.evaluate(() => window.hawser.invoke('settings', []))).toMatchObject({ ok: true, value: { theme: 'system' } });
  await expect(hawser.page.getByText(messages['notice.fileSetAside'].replace('{file}', 'settings.json'))).toBeVisible();
});

test('the menu is what the window says, and a choice in it comes back as a command', async () => {
  await start();
  const item = { accelerator: null, enabled: true, checked: null };
  await hawser.page.evaluate(() => {
    const commands: string[] = [];
    Object.assign(window, { commands });
    window.hawser.onEvent((event) => {
      if (event.type === 'command') commands.push(event.command);
    });
  });
  // The page may set its own menu in between.
  await expect(async () => {
    await hawser.page.evaluate((menu) => window.hawser.invoke('setMenu', [menu]), [{ label: 'Test', items: [{ ...item, command: 'test-command', label: 'Do it' }] }]);
    await hawser.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('test-command')?.click());
    expect(await hawser.page.evaluate(() => (window as unknown as { commands: string[] }).commands)).toContain('test-command');
  }).toPass();
});

test('the file manager is shown local paths that exist, and no others', async () => {
  await start();
  await hawser.app.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    Object.assign(shell, { showItemInFolder: (path: string) => shown.push(path) });
  });
  const there = join(userData, 'window.json');
  await writeFile(there, '{}');
  const refused = [join(userData, 'missing'), 'window.json', '../etc/passwd', '//server/share/file', '\\\\server\\share\\file', `${there}\0`];
  const answers = await hawser.page.evaluate((paths) => Promise.all(paths.map((path) => window.hawser.invoke('revealPath', [path]))), [there, ...refused]);
  expect(answers.map((answer) => (answer as { ok: boolean }).ok)).toEqual([true, ...refused.map(() => false)]);
  expect(await hawser.app.evaluate(() => (globalThis as unknown as { shown: readonly string[] }).shown)).toEqual([there]);
});

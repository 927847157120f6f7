import { expect, test, type ConsoleMessage } from '@playwright/test';
import { openHawser, root, type OpenHawser } from './open-hawser.ts';

let hawser: OpenHawser;
test.beforeAll(async () => {
  hawser = await openHawser();
});
test.afterAll(() => hawser.close());

test('the page has its bridge of two functions and nothing of Node', async () => {
  const found = await hawser.page.evaluate(() => ({
    origin: location.origin,
    bridge: Object.keys(window.hawser).toSorted(),
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
  }));
  expect(found).toEqual({ origin: 'app://hawser', bridge: ['invoke', 'onEvent', 'pathOf'], node: [] });
});

test('the page itself never runs into its policy', async () => {
  const complaints: string[] = [];
  const note = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  };
  hawser.page.on('console', note);
  await hawser.page.reload();
  await hawser.page.waitForSelector('#root > *');
  await hawser.page.evaluate(() => window.hawser.invoke('appFacts', []));
  hawser.page.off('console', note);
  expect(complaints).toEqual([]);
});

test('every answer of app:// carries the strict policy', async () => {
  const policies = await hawser.app.evaluate(async ({ session }) => {
    const addresses = ['app://hawser/index.html', 'app://hawser/missing.js'];
    return Promise.all(addresses.map(async (address) => (await session.defaultSession.fetch(address)).headers.get('content-security-policy')));
  });
  for (const policy of policies) {
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
  }
});

test('the page can neither run strings nor reach the network', async () => {
  const outcomes = await hawser.page.evaluate(async () => {
    const attempt = async (work: () => unknown): Promise<string> => {
      try {
        await work();
        return 'allowed';
      } catch (thrown) {
        return thrown instanceof Error ? thrown.name : 'refused';
      }
    };
    const violation = (directive: string, work: () => void) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          if (event.effectiveDirective === directive) resolve('refused');
        });
        work();
      });
    return {
      // In a task of its own: what the test's own channel calls is exempt from the policy.
      eval: await new Promise((resolve) => setTimeout(() => resolve(attempt(() => (Reflect.get(window, 'eval') as (text: string) => unknown)('1'))))),
      html: await attempt(() => (document.createElement('div').innerHTML = '<b>x</b>')),
      policy: await attempt(() => (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('x', {})),
      fetch: await attempt(() => fetch('https://example.invalid/')),
      ownFetch: await attempt(() => fetch('app://hawser/index.html')),
      image: await violation('img-src', () => (new Image().src = 'https://example.invalid/x.png')),
      frame: await violation('frame-src', () => {
        const frame = document.createElement('iframe');
        frame.src = 'https://example.invalid/';
        document.body.append(frame);
      }),
      style: await violation('style-src-elem', () => {
        const style = document.createElement('style');
        style.textContent = 'body { color: red }';
        document.head.append(style);
      }),
    };
  });
  expect(outcomes).toEqual({
    eval: 'EvalError', html: 'TypeError', policy: 'TypeError', fetch: 'TypeError', ownFetch: 'TypeError', image: 'refused', frame: 'refused', style: 'refused',
  });
});

test('app:// serves the window and nothing beside it', async () => {
  const statuses = await hawser.app.evaluate(async ({ session }) => {
    const status = async (address: string) =>
      [address, await session.defaultSession.fetch(address).then((answer) => answer.status, () => 404)] as const;
    return Promise.all([
      'app://hawser/index.html',
      'app://hawser/../app/main.js',
      'app://hawser/..%2fapp%2fmain.js',
      'app://hawser/%2e%2e%2fapp%2fmain.js',
      'app://hawser/..%5capp%5cmain.js',
      'app://hawser/assets%2f..%2f..%2fapp%2fmain.js',
      'app://other/index.html',
    ].map(status));
  });
  expect(statuses.filter(([, status]) => status !== 404)).toEqual([['app://hawser/index.html', 200]]);
});

test('the page leads nowhere else', async () => {
  await hawser.app.evaluate(({ BrowserWindow }) => {
    const seen = new Promise((resolve) => {
      BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) => resolve([event.url, event.defaultPrevented]));
    });
    Object.assign(globalThis, { seen });
  });
  await hawser.page.evaluate(() => location.assign('https://example.invalid/'));
  expect(await hawser.app.evaluate(() => (globalThis as unknown as { seen: Promise<unknown> }).seen)).toEqual(['https://example.invalid/', true]);
  expect(hawser.page.url()).toBe('app://hawser/index.html');
});

test('the page opens no window', async () => {
  expect(await hawser.page.evaluate(() => window.open('app://hawser/index.html') === null)).toBe(true);
  expect(await hawser.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the page is given no permission', async () => {
  const answers = await hawser.page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'];
    return [await Notification.requestPermission(), ...(await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)))];
  });
  expect(answers).toEqual(Array.from({ length: 7 }, () => 'denied'));
});

test("calls come from the window's own page or come to nothing", async () => {
  expect(await hawser.page.evaluate(() => window.hawser.invoke('appFacts', []))).toMatchObject({ ok: true });
  expect(await hawser.page.evaluate(() => window.hawser.invoke('toString', []))).toMatchObject({ ok: false, failure: { reason: 'bad-call' } });
  expect(await hawser.page.evaluate(() => window.hawser.invoke('revealPath', [7]))).toMatchObject({ ok: false, failure: { reason: 'bad-call' } });

  // Windows of another page, and even of our own, with our preload script: what an attacker would need to have made first.
  const answers = await hawser.app.evaluate(async ({ BrowserWindow }, preload) => {
    const ask = async (address: string): Promise<unknown> => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await window.loadURL(address);
      const answer: unknown = await window.webContents.executeJavaScript("window.hawser.invoke('appFacts', [])");
      window.destroy();
      return answer;
    };
    return [await ask('data:text/html,hello'), await ask('app://hawser/index.html')];
  }, `${root}/out/app/preload.cjs`);
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure: { reason: 'bad-call' } });
});

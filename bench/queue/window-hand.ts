import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageView } from '../devtools.ts';
import type { Target } from '../peers/client.ts';

/** What the app is opened with. */
export interface Desk {
  readonly target: Target;
  /** Files at the same time. */
  readonly transfers: number;
  /** Folders that the panes show, as this machine and as the server name them. */
  readonly local: string;
  readonly remote: string;
}

/** Milliseconds within which the window does what it is told. */
const patience = 60_000;

/** Puts the server into a fresh profile as a site, with the folders to show. */
export async function layDesk(userData: string, { target, transfers, local, remote }: Desk): Promise<void> {
  const { protocol, host, port, user, keyFile } = target;
  const logon = protocol === 'sftp' ? { type: 'key-file', user, keyFile } : { type: 'password', user };
  const profile = { protocol: protocol === 'ftps' ? 'ftps-explicit' : protocol, host, port, logon, dataMode: 'passive' };
  const site = { id: 'bench', parent: null, name: 'bench', profile, localDirectory: local, remoteDirectory: remote };
  await writeFile(join(userData, 'sites.json'), JSON.stringify({ version: 2, nodes: [site] }));
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ version: 1, transfers }));
}

/** A hand on the window: does in the page what a person does with mouse and keyboard, so that the whole way through the app is measured. */
const hand = `globalThis.benchHand ??= (() => {
  /** Looks again and again until this gives something; what it stumbles over is not there yet. */
  const until = (ready, deadline = performance.now() + ${patience}) => new Promise((resolve, reject) => {
    const look = () => {
      let problem = 'The window never came to: ' + ready;
      try {
        const found = ready();
        if (found) return resolve(found);
      } catch (thrown) {
        problem += ' ' + thrown;
      }
      if (performance.now() > deadline) reject(new Error(problem));
      else setTimeout(look, 20);
    };
    look();
  });
  const type = (field, text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const button = (area, words) => [...area.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent).trim().startsWith(words));
  const pane = (side) => document.querySelector('[data-field="list-' + side + '"]').closest('section, [role="region"]');
  const count = (tab) => Number(document.querySelector('#queue-tab-' + tab).textContent.replace(/\\D/gu, ''));
  let watching = null;
  /** By the page's own clock, which is the machine's. */
  const now = () => performance.timeOrigin + performance.now();
  return {
    connect: async (password) => {
      (await until(() => document.querySelector('[role="option"].site-row'))).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      await until(() => {
        const dialog = document.querySelector('dialog[open]');
        const secret = dialog?.querySelector('input[type="password"]');
        if (secret) {
          type(secret, password);
          dialog.querySelector('button[type="submit"]').click();
        } else if (dialog) button(dialog, 'Trust and connect')?.click();
        return !dialog && document.querySelector('footer [role="status"]').textContent.startsWith('Connected to');
      });
    },
    /** Chooses the row of this name and presses the button of its pane. Gives the moment of that. */
    send: async (side, name) => {
      const row = await until(() => [...pane(side).querySelectorAll('[role="row"]')].find((one) => one.querySelector('[title="' + name + '"]')));
      for (const kind of ['mousedown', 'mouseup', 'click']) row.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
      const press = await until(() => {
        const found = button(pane(side), side === 'local' ? 'Upload' : 'Download');
        return found.disabled ? null : found;
      });
      const at = now();
      press.click();
      return at;
    },
    /** Waits until the counts of these tabs add up to this. Gives the moment at which they did. */
    reaches: (tabs, wanted) => new Promise((resolve, reject) => {
      const look = () => {
        if (count('failed') > 0) reject(new Error(count('failed') + ' transfers failed.'));
        else if (tabs.reduce((sum, tab) => sum + count(tab), 0) < wanted) return;
        else resolve(now());
        watching.disconnect();
      };
      watching = new MutationObserver(look);
      watching.observe(document.querySelector('[role="tablist"].queue-tabs'), { subtree: true, childList: true, characterData: true });
      look();
    }),
  };
})()`;

export type Side = 'local' | 'remote';
export type Tab = 'queued' | 'done' | 'failed';

export interface Hand {
  /** Signs in to the one site, and trusts the server. */
  connect(password: string): Promise<void>;
  /** Sends what has this name to the other side. Gives the moment of that, by the machine's clock in milliseconds. */
  send(side: Side, name: string): Promise<number>;
  /** When the counts that the tabs show add up to so many. Rejects when a transfer fails. */
  reaches(tabs: readonly Tab[], count: number): Promise<number>;
}

export async function handOn(page: PageView): Promise<Hand> {
  await page.evaluate(`${hand}, undefined`);
  // Held by the page, since DevTools does not keep a promise from being collected.
  const call = (name: keyof Hand, ...args: readonly unknown[]): Promise<unknown> => page.evaluate(`globalThis.benchAnswer = benchHand.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`);
  return {
    connect: async (password) => void (await call('connect', password)),
    send: async (side, name) => Number(await call('send', side, name)),
    reaches: async (tabs, count) => Number(await call('reaches', tabs, count)),
  };
}

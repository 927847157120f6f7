import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { engineCalls } from '../../shared/ipc/engine-calls.ts';
import { mainCalls } from '../../shared/ipc/main-calls.ts';
import { clientOf } from '../../shared/ipc/port-link.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { routeEngineEvent } from '../engine/route-events.ts';
import { createHawser } from '../hawser.ts';
import { renderIn } from '../testing/render-in.tsx';
import { facts, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { keepTabs } from './keep-tabs.ts';
import { readTabs } from './remembered-tabs.ts';
import { TabBar } from './tab-bar.tsx';

const profile: Profile = { protocol: 'sftp', host: 'files.example.org', port: 22, logon: { type: 'password', user: 'marit' }, dataMode: 'default' };
const replies = { connect: () => succeeded(facts(REMOTE)), list: (_op: never, _session: never, path: never) => succeeded({ count: 0, path }) };

class Memory implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

describe('tabs', () => {
  it('have servers of their own; a session that two of them show stays open until the last leaves it', async () => {
    const { hawser: first, calls } = testHawser(replies);
    const { tabs } = first;
    await first.connection.connect(profile);
    const second = tabs.open();
    expect(tabs.active()).toBe(second);
    expect(second.connection.store.getState().status).toBe('none');
    await second.connection.connect(profile);
    await tabs.close(second);
    expect(tabs.active()).toBe(first);
    expect(calls.filter(([name]) => name === 'disconnect')).toEqual([]);
    await tabs.close(first);
    expect(calls.filter(([name]) => name === 'disconnect')).toEqual([['disconnect', REMOTE]]);
    // The last tab leaves an empty one behind.
    expect(tabs.all()).toHaveLength(1);
    expect(tabs.active()).not.toBe(first);
  });

  it('all hear what the engine says', async () => {
    const { hawser: first } = testHawser(replies);
    await first.connection.connect(profile);
    const second = first.tabs.open();
    routeEngineEvent(second, { type: 'session', facts: facts(REMOTE, { home: '/else' }) });
    expect(first.connection.store.getState()).toMatchObject({ facts: { home: '/else' } });
  });

  it('go round by step', () => {
    const { hawser } = testHawser();
    const { tabs } = hawser;
    const [second, third] = [tabs.open(), tabs.open()];
    tabs.step(1);
    expect(tabs.active()).toBe(hawser);
    tabs.step(-1);
    expect(tabs.active()).toBe(third);
    tabs.step(-1);
    expect(tabs.active()).toBe(second);
  });

  it('come back at the next start with their servers and folders, unconnected and without secrets', async () => {
    const storage = new Memory() as unknown as Storage & Memory;
    const calls: string[] = [];
    const request = (name: string, args: readonly unknown[]) => {
      calls.push(name);
      return Promise.resolve(name === 'connect' ? succeeded(facts(REMOTE)) : name === 'list' ? succeeded({ count: 0, path: args[2] }) : succeeded(undefined));
    };
    const start = () => createHawser(clientOf(engineCalls, request), clientOf(mainCalls, request), storage);
    const first = start();
    first.tabs.ready(facts(LOCAL_SESSION, { home: '/home/marit' }));
    keepTabs(first.tabs, storage);
    const second = first.tabs.open();
    await second.connection.connect(profile, { secret: 'xyzzy', remoteDirectory: '/var/www' });
    await expect.poll(() => readTabs(storage)).toMatchObject({
      active: 1,
      tabs: [{ profile: null, localDirectory: '/home/marit' }, { profile: { host: 'files.example.org' }, remoteDirectory: '/var/www' }],
    });
    expect([...storage.kept.values()].join()).not.toContain('xyzzy');

    calls.length = 0;
    const again = start();
    expect(again.tabs.all()).toHaveLength(2);
    expect(again.connection.store.getState()).toEqual({ status: 'none', profile, failure: null });
    expect(calls).toEqual([]);
    await again.connection.reconnect();
    await expect.poll(() => again.panes.remote.store.getState().path).toBe('/var/www');
  });

  it('are forgotten where nothing may be kept', async () => {
    const storage = new Memory() as unknown as Storage & Memory;
    const { hawser } = testHawser();
    keepTabs(hawser.tabs, storage);
    await expect.poll(() => readTabs(storage)).not.toBeNull();
    hawser.secrets.store.setState({ kiosk: 'setting' });
    hawser.tabs.open();
    await expect.poll(() => readTabs(storage)).toBeNull();
  });

  it.each(['', '{', '[]', '{"active":0,"tabs":[]}', '{"active":0,"tabs":[{"profile":{"host":1}}]}'])('are not read from “%s”', (text) => {
    const storage = new Memory() as unknown as Storage & Memory;
    storage.setItem('hawser.tabs', text);
    expect(readTabs(storage)).toBeNull();
  });
});

describe('the bar of tabs', () => {
  it('shows itself from the second tab on, and is walked by the keyboard', async () => {
    const { hawser } = testHawser(replies);
    renderIn(hawser, <TabBar />);
    expect(screen.queryByRole('tablist')).toBeNull();
    act(() => void hawser.tabs.open());
    await act(() => hawser.connection.connect(profile));
    const names = () => screen.getAllByRole('tab').map((tab) => tab.textContent);
    expect(names()).toEqual(['files.example.org', 'No server']);
    fireEvent.keyDown(screen.getByRole('tablist'), { key: 'ArrowLeft' });
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('files.example.org');
    fireEvent.click(screen.getByRole('button', { name: 'Close No server' }));
    await expect.poll(() => screen.queryByRole('tablist')).toBeNull();
  });
});

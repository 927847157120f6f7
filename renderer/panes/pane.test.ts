// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import type { OperationId } from '../../shared/model/ids.ts';
import { failed, type Outcome, succeeded } from '../../shared/model/outcome.ts';
import { entry, facts, folder, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';

const local = { ...facts(LOCAL_SESSION), home: '/home/marit' };

describe('a pane', () => {
  it('shows a listing when it is whole, sorted, and lands on the folder it came from', async () => {
    const { hawser } = testHawser({
      list: (operation: never, _session: never, path: never) => {
        hawser.panes.local.receive(operation, [entry('b10'), entry('b9')]);
        hawser.panes.local.receive('someone-else' as OperationId, [entry('stray')]);
        hawser.panes.local.receive(operation, [folder('docs')]);
        return succeeded({ count: 3, path });
      },
    });
    const pane = hawser.panes.local;
    await pane.attach(local, 'This computer');
    expect(pane.store.getState()).toMatchObject({ path: '/home/marit', status: 'ready', names: ['..', 'docs', 'b9', 'b10'] });
    await pane.open('docs');
    expect(pane.store.getState().path).toBe('/home/marit/docs');
    await pane.parent();
    expect(pane.store.getState()).toMatchObject({ path: '/home/marit', selection: { focus: 'docs', selected: new Set(['docs']) } });
  });

  it('forgets a slow listing when another folder was asked for, and stops it', async () => {
    const waiting = new Map<string, (outcome: Outcome<unknown>) => void>();
    const { hawser, calls } = testHawser({ list: (_op: never, _session: never, path: string) => new Promise((resolve) => waiting.set(path, resolve)) });
    const pane = hawser.panes.local;
    const slow = pane.attach(local, 'x');
    await expect.poll(() => waiting.has('/home/marit')).toBe(true);
    const fast = pane.open('/tmp');
    await expect.poll(() => waiting.has('/tmp')).toBe(true);
    waiting.get('/tmp')!(succeeded({ count: 0, path: '/tmp' }));
    await fast;
    waiting.get('/home/marit')!(failed(failureData('cancelled')));
    await slow;
    expect(pane.store.getState()).toMatchObject({ path: '/tmp', status: 'ready', failure: null });
    expect(calls.some(([name]) => name === 'cancel')).toBe(true);
  });

  it('keeps a folder that cannot be listed as a failure, with the way back', async () => {
    const denied = failureData('permission-denied', { path: '/root' });
    const { hawser } = testHawser({ list: (_op: never, _session: never, path: string) => (path === '/root' ? failed(denied) : succeeded({ count: 0, path })) });
    const pane = hawser.panes.local;
    await pane.attach(local, 'x');
    await pane.open('/root');
    expect(pane.store.getState()).toMatchObject({ path: '/root', status: 'failed', failure: denied, rows: [], lastGood: '/home/marit' });
  });

  it('renames, makes and removes by whole paths, then lists anew', async () => {
    const { hawser, calls } = testHawser({ list: (_op: never, _session: never, path: string) => succeeded({ count: 0, path }) });
    const pane = hawser.panes.local;
    await pane.attach({ ...local, session: LOCAL_SESSION }, 'x');
    expect(await pane.rename('a', 'b')).toBe(true);
    await pane.makeDirectory('new');
    await pane.remove([folder('d'), entry('link', { kind: 'link', targetKind: 'directory' })]);
    const named = (name: string) => calls.filter(([call]) => call === name);
    expect(named('rename')[0]?.slice(2)).toEqual(['/home/marit/a', '/home/marit/b']);
    expect(named('makeDirectory')[0]?.slice(2)).toEqual(['/home/marit/new']);
    // A link is removed as such, never what it leads to.
    expect(named('remove')[0]?.[3]).toEqual([{ path: '/home/marit/d', directory: true }, { path: '/home/marit/link', directory: false }]);
    expect(named('list')).toHaveLength(4);
  });

  it('knows what may still be stored, after each listing, where the server tells', async () => {
    let left = 5_000;
    const { hawser, calls } = testHawser({ list: (_op: never, _session: never, path: string) => succeeded({ count: 0, path }), freeSpace: () => succeeded(left) });
    const pane = hawser.panes.local;
    await pane.attach({ ...local, abilities: ['freeSpace'] }, 'x');
    await expect.poll(() => pane.store.getState().freeSpace).toBe(5_000);
    left = 4_000;
    await pane.refresh();
    await expect.poll(() => pane.store.getState().freeSpace).toBe(4_000);
    await pane.attach(local, 'another');
    expect(pane.store.getState().freeSpace).toBeNull();
    expect(calls.filter(([name]) => name === 'freeSpace')).toHaveLength(2);
  });

  it('queues what is selected for the folder on the other side', async () => {
    const { hawser, calls } = testHawser({ connect: () => succeeded(facts(REMOTE)), list: (_op: never, _session: never, path: string) => succeeded({ count: 0, path }) });
    const { transfer } = await import('./transfer.ts');
    await hawser.panes.local.attach(local, 'x');
    await hawser.connection.connect({ protocol: 'ftp', host: 'h', port: 21, logon: { type: 'anonymous' }, dataMode: 'default' }, { remoteDirectory: '/site' });
    await expect.poll(() => hawser.panes.remote.store.getState().status).toBe('ready');
    await transfer(hawser, 'local', [entry('a', { size: 7 }), folder('d')], 'sub');
    expect(calls.at(-1)).toEqual([
      'enqueue',
      {
        sources: [
          { place: { session: LOCAL_SESSION, path: '/home/marit/a' }, kind: 'file', size: 7 },
          { place: { session: LOCAL_SESSION, path: '/home/marit/d' }, kind: 'directory', size: null },
        ],
        targetDirectory: { session: REMOTE, path: '/site/sub' },
      },
    ]);
  });
});

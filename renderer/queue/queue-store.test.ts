// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { LOCAL_SESSION, type TransferId, transferIdSchema } from '../../shared/model/ids.ts';
import type { TransferRow, TransferState } from '../../shared/model/transfer.ts';
import { REMOTE } from '../testing/test-hawser.ts';
import { bytesMoving } from './aggregate.ts';
import { createQueue, NO_TOTALS, type QueueTab } from './queue-store.ts';
import { folderOfPath, nameOfPath } from './route-words.ts';
import { visibleRows } from './visible-rows.ts';

const id = (name: string): TransferId => transferIdSchema.parse(name);
function row(name: string, state: TransferState, more: Partial<TransferRow> = {}): TransferRow {
  return {
    id: id(name), parent: null, kind: 'file', direction: 'upload', server: 'sftp://marit@h:22', size: 100, state, failure: null, startedAt: null, endedAt: null,
    from: { session: LOCAL_SESSION, path: `/a/${name}` }, to: { session: REMOTE, path: `/b/${name}` }, ...more,
  };
}
const folder = (name: string, state: TransferState, parent: string | null = null) => row(name, state, { kind: 'directory', size: null, parent: parent === null ? null : id(parent) });
const child = (name: string, parent: string, state: TransferState) => row(name, state, { parent: id(parent) });
const shown = (queue: ReturnType<typeof createQueue>, tab: QueueTab, ...expanded: string[]) =>
  visibleRows(queue.store.getState(), tab, new Set(expanded.map(id))).map((one) => `${'·'.repeat(one.depth)}${one.id}${one.expandable ? '+' : ''}`);

describe('the queue', () => {
  it('counts files by tab, and folders only where they failed', () => {
    const queue = createQueue();
    queue.change([row('a', 'queued'), row('b', 'active'), row('c', 'failed'), folder('d', 'done'), folder('e', 'failed')], [], NO_TOTALS);
    expect(queue.store.getState().counts).toEqual({ queued: 2, failed: 2, done: 0 });
    queue.change([row('a', 'done'), row('c', 'queued')], [id('e')], NO_TOTALS);
    expect(queue.store.getState().counts).toEqual({ queued: 2, failed: 0, done: 1 });
    queue.reset([row('x', 'skipped')], NO_TOTALS);
    expect(queue.store.getState().counts).toEqual({ queued: 0, failed: 0, done: 1 });
  });

  it('adds up what is below a folder through all levels, and takes away what goes', () => {
    const queue = createQueue();
    queue.change([folder('d', 'done'), folder('e', 'done', 'd'), child('f', 'e', 'active'), child('g', 'd', 'done')], [], NO_TOTALS);
    expect(queue.store.getState().below.get(id('d'))).toEqual({ pending: 1, files: 2, ended: 1, failed: 0, bytesTotal: 200, bytesEnded: 100 });
    queue.progress([{ id: id('f'), bytes: 40, rate: 9 }, { id: id('gone'), bytes: 1, rate: 1 }], NO_TOTALS);
    const { rows, progress } = queue.store.getState();
    expect([bytesMoving(rows, progress, id('d')), bytesMoving(rows, progress, id('g'))]).toEqual([40, 0]);
    queue.change([child('f', 'e', 'failed')], [id('g')], NO_TOTALS);
    expect(queue.store.getState().below.get(id('d'))).toEqual({ pending: 0, files: 1, ended: 1, failed: 1, bytesTotal: 100, bytesEnded: 100 });
    expect(queue.store.getState().progress.size).toBe(0);
  });

  it('shows a folder as queued until everything in it has ended, and what moves in it', () => {
    const queue = createQueue();
    queue.change([folder('d', 'done'), child('f', 'd', 'active'), child('g', 'd', 'queued'), child('h', 'd', 'done')], [], NO_TOTALS);
    expect(shown(queue, 'queued')).toEqual(['d+', '·f']);
    expect(shown(queue, 'queued', 'd')).toEqual(['d+', '·f', '·g']);
    expect(shown(queue, 'done')).toEqual(['h']);
    queue.change([child('f', 'd', 'done'), child('g', 'd', 'failed')], [], NO_TOTALS);
    expect(shown(queue, 'queued')).toEqual([]);
    expect(shown(queue, 'done')).toEqual(['d+']);
    expect(shown(queue, 'done', 'd')).toEqual(['d+', '·f', '·h']);
    expect(shown(queue, 'failed')).toEqual(['g']);
  });

  it('puts the newest end first', () => {
    const queue = createQueue();
    queue.change([row('old', 'done', { endedAt: 1 }), row('new', 'done', { endedAt: 2 })], [], NO_TOTALS);
    expect(shown(queue, 'done')).toEqual(['new', 'old']);
  });
});

describe('the words of a route', () => {
  it.each([
    ['/index.html', 'index.html', '/'],
    ['/site/index.html', 'index.html', '/site'],
    ['/home/marit/site/index.html', 'index.html', '…/site'],
    ['C:\\Users\\m\\a.txt', 'a.txt', '…/m'],
  ])('%s', (path, name, folderName) => expect([nameOfPath(path), folderOfPath(path)]).toEqual([name, folderName]));
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSameTree } from './fixtures/compare-trees.ts';
import { makeOddFiles } from './fixtures/odd-files.ts';
import type { ServerKind } from './fixtures/start-server.ts';
import { expect, test } from './hawser-test.ts';
import { recordProgress, type ProgressRecord } from './pages/progress-record.ts';

const tree = 'nested tree';
const bigName = 'big file.bin';
const bigFile = 300_000_000;

/**
 * Makes one test: a person signs in to this server through the window, uploads a nested folder of 200 files with odd names, downloads it to
 * another place, and every byte is where it belongs. `big`: with a file of 300 MB beside them.
 */
export function transferBothWays(kind: ServerKind, { big = false }: { readonly big?: boolean } = {}): void {
  const what = big ? '200 files with odd names and one of 300 MB' : '200 files with odd names';
  test(`${kind}: ${what} in nested folders go up and come down, byte for byte`, async ({ start, hawser, folder }) => {
    test.setTimeout(180_000);
    const { local, remote, queue } = hawser;
    const [source, target] = [join(folder, 'source'), join(folder, 'target')];
    await mkdir(join(source, tree), { recursive: true });
    await mkdir(target);
    const [server, made] = await Promise.all([start(kind), makeOddFiles(join(source, tree), { server: kind, ...(big && { bigFile }) })]);

    await hawser.quickconnect.connect(server);
    await hawser.dialog.trust(server);
    // Under TLS 1.3 it resumes no session, so that its data channels are tied to nothing.
    if (kind === 'pure-ftpd-explicit') await hawser.dialog.button('Always allow for this server').click();
    await expect(hawser.status).toHaveText(`Connected to ${server.protocol}://${server.user}@${server.host}:${server.port}`);
    await expect(remote.path).toHaveValue(server.homePath);
    await remote.shows([]);

    // Only SFTP's servers tell of it here.
    await expect(remote.region.getByText(/^[\d.,]+ [KMGT]B free$/u)).toHaveCount(server.protocol === 'sftp' ? 1 : 0);
    const progress = await recordProgress(hawser.page);
    await local.open(source);
    await local.row(tree).click();
    await local.button('Upload').click();
    await queue.ends({ done: made.files, within: 90_000 });
    await remote.shows([tree]);
    expect(await expectSameTree(join(source, tree), join(server.root, tree))).toMatchObject({ ...made });

    await local.open(target);
    await remote.row(tree).click();
    await remote.button('Download').click();
    await queue.ends({ done: 2 * made.files, within: 90_000 });
    await local.shows([tree]);
    expect(await expectSameTree(join(source, tree), join(target, tree))).toMatchObject({ ...made });

    const seen = await progress();
    // As long as its listings come in, the folder's whole grows as well as its part; what it has at the end it has reached step by step.
    expect(new Set(seen[tree]).size).toBeGreaterThan(3);
    if (big) expect(rises(seen[bigName])).toBeGreaterThan(3);
  });
}

/** How often a bar went on. Up and down share a name, so it starts over once. */
function rises(values: ProgressRecord[string] = []): number {
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
  expect(steps.filter((step) => step < 0).length).toBeLessThan(2);
  return steps.filter((step) => step > 0).length;
}

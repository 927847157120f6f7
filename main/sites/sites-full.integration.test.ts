import { expect, it } from 'vitest';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { mountSmallDisk } from '../../e2e/fixtures/small-disk.ts';
import { siteSchema } from '../../shared/model/site.ts';
import { openSites } from './sites-file.ts';

const scratch = scratchPerTest('full');

it('refuses what a full disk cannot hold, and keeps the sites as they were', async () => {
  const disk = await mountSmallDisk(scratch.at('small-disk'), 64 * 1024);
  try {
    const file = await openSites(disk.path);
    const put = (id: string, comment: string) =>
      file.change({ kind: 'put', nodes: [siteSchema.parse({ id, name: id, comment, profile: { protocol: 'sftp', host: 'h', port: 22, logon: { type: 'agent', user: 'u' } } })], before: null });
    await put('small', '');
    const fill = async (): Promise<void> => {
      for (let number = 0; number < 10; number++) await put(`big ${number}`, 'x'.repeat(15_000));
    };
    await expect(fill()).rejects.toMatchObject({ data: { reason: 'disk-full' } });
    const kept = file.value();
    expect(kept.nodes.length).toBeGreaterThan(0);
    const again = await openSites(disk.path);
    expect(again.setAside).toBeNull();
    expect(again.value()).toEqual(kept);
  } finally {
    await disk.stop();
  }
});

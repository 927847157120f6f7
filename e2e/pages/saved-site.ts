import { expect, type Page } from '@playwright/test';
import type { Logon } from '../../shared/model/logon.ts';
import { siteManager } from './site-manager.ts';

/** Saves a site that signs in to an SFTP server in this way, and connects to it from the site manager. */
export async function connectBySite(page: Page, { host, port }: { readonly host: string; readonly port: number }, logon: Logon): Promise<void> {
  const node = { id: 'site', name: 'Site', profile: { protocol: 'sftp', host, port, logon } };
  expect(await page.evaluate((change) => window.hawser.invoke('changeSites', [change]), { kind: 'put', nodes: [node], before: null })).toMatchObject({ ok: true });
  const manager = siteManager(page);
  await manager.open();
  await manager.row('Site').click();
  await manager.button('Connect').click();
}

import type { Hawser } from '../hawser.ts';
import { siteOf } from '../sites/site-store.ts';
import type { OpenedMode } from './connection.ts';

/** Chooses who opens the data connections of the open session, and keeps the choice with its site where it has one. */
export async function chooseDataMode({ connection, sites, notices }: Pick<Hawser, 'connection' | 'sites' | 'notices'>, mode: OpenedMode): Promise<void> {
  const { profile } = connection.store.getState();
  const chosen = await connection.setDataMode(mode);
  // An engine that has just stopped is told when the session opens again.
  if (!chosen.ok && chosen.failure.reason !== 'engine-stopped') return notices.showFailure(chosen.failure);
  const site = profile === null ? undefined : siteOf(sites.store.getState().sites, profile);
  if (site !== undefined && site.profile.dataMode !== mode) await sites.change({ kind: 'put', nodes: [{ ...site, profile: { ...site.profile, dataMode: mode } }], before: null });
}

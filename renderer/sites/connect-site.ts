import type { Site } from '../../shared/model/site.ts';
import type { Hawser } from '../hawser.ts';

/** Connects to a site, shows its folders, and notes it as the latest one used. */
export async function connectSite({ connection, sites }: Pick<Hawser, 'connection' | 'sites'>, site: Site, secret?: string): Promise<void> {
  const { profile, remoteDirectory, localDirectory, synchronizedBrowsing } = site;
  const connecting = connection.connect(profile, { site: site.id, remoteDirectory, localDirectory, synchronizedBrowsing, ...(secret === undefined ? {} : { secret }) });
  await Promise.all([connecting, sites.noteUsed({ site: site.id })]);
}

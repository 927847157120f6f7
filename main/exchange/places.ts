import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportPlace } from '../../shared/model/exchange-preview.ts';

/** Where other programs keep their files, on this system. */
export function usualPlaces(home: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly ImportPlace[] {
  const roaming = env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  const filezilla = platform === 'win32' ? [join(roaming, 'FileZilla')] : [join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'filezilla'), join(home, '.filezilla')];
  return [
    ...filezilla.flatMap((folder) => ['sitemanager.xml', 'bookmarks.xml', 'trustedcerts.xml'].map((name) => ({ source: 'filezilla' as const, path: join(folder, name) }))),
    ...(platform === 'win32' ? [{ source: 'winscp' as const, path: join(roaming, 'WinSCP.ini') }] : [{ source: 'putty-host-keys' as const, path: join(home, '.putty', 'sshhostkeys') }]),
    { source: 'ssh-config', path: join(home, '.ssh', 'config') },
    { source: 'known-hosts', path: join(home, '.ssh', 'known_hosts') },
  ];
}

/** Those of the places where a file is. */
export async function importPlaces(places: readonly ImportPlace[]): Promise<readonly ImportPlace[]> {
  const there = await Promise.all(places.map(({ path }) => access(path).then(() => true, () => false)));
  return places.filter((_, index) => there[index]);
}

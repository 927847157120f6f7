import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface LocalPlace {
  readonly name: 'home' | 'root' | 'desktop' | 'downloads' | 'documents' | 'drive';
  readonly path: string;
}

/** Folders that a local pane offers as shortcuts; only those that are there. */
export async function localPlaces(): Promise<readonly LocalPlace[]> {
  const home = homedir();
  const roots: readonly LocalPlace[] = process.platform === 'win32'
    ? Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => ({ name: 'drive', path: `${letter}:\\` }))
    : [{ name: 'root', path: '/' }];
  const wanted: readonly LocalPlace[] = [
    { name: 'home', path: home },
    { name: 'desktop', path: join(home, 'Desktop') },
    { name: 'downloads', path: join(home, 'Downloads') },
    { name: 'documents', path: join(home, 'Documents') },
    ...roots,
  ];
  const there = await Promise.all(wanted.map((place) => stat(place.path).then((stats) => stats.isDirectory(), () => false)));
  return wanted.filter((_, index) => there[index]);
}

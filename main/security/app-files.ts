import { extname, join, sep } from 'node:path';
import { APP_ORIGIN } from './app-origin.ts';

/** What the bundler puts into out/renderer; nothing else is served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface AppFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file below `folder` that an app:// URL names; null where it names none of ours: another host, a path that leaves the folder
 * by whatever encoding, a kind of file that the window does not consist of.
 */
export function appFile(folder: string, address: string): AppFile | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== APP_ORIGIN) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  const segments = decoded.split('/').slice(1);
  if (segments.some((segment) => !/^[\w.@-]+$/u.test(segment) || /^\.+$/u.test(segment))) return null;
  const path = join(folder, ...segments);
  const contentType = contentTypes[extname(path)];
  if (contentType === undefined || !path.startsWith(folder + sep)) return null;
  return { path, contentType };
}

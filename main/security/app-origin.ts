/** The window's own scheme: a standard, secure origin of its own, with no file:// rights. */
export const APP_SCHEME = 'app';
const APP_HOST = 'hawser';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Where the window's page comes from. */
export interface PageSource {
  readonly url: string;
  readonly origin: string;
  /** True when a dev server on this machine serves it. */
  readonly development: boolean;
}

const bundledPage: PageSource = { url: `${APP_ORIGIN}/index.html`, origin: APP_ORIGIN, development: false };

/**
 * The bundled page, or, in a working tree, the dev server's at `developmentUrl`. Throws when that is not http on this machine's own
 * loopback address.
 */
export function pageSource(developmentUrl: string | undefined, packaged: boolean): PageSource {
  if (packaged || developmentUrl === undefined || developmentUrl === '') return bundledPage;
  const url = new URL(developmentUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'http:' || !local) throw new Error(`HAWSER_DEV_URL must be http on this machine, not ${url.origin}`);
  return { url: url.href, origin: url.origin, development: true };
}

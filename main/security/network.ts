import type { Session } from 'electron';
import { APP_ORIGIN, type PageSource } from './app-origin.ts';

/** The window's process reaches no network at all, not even where its content security policy has a hole. */
export function denyNetwork(session: Session, source: PageSource): void {
  const own = [APP_ORIGIN, 'devtools://devtools', ...(source.development ? [source.origin, source.origin.replace(/^http/u, 'ws')] : [])];
  session.webRequest.onBeforeRequest((details, respond) => {
    const inline = details.url.startsWith('data:') || details.url.startsWith('blob:');
    respond({ cancel: !inline && !own.some((origin) => details.url.startsWith(`${origin}/`)) });
  });
}

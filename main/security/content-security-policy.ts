import type { Session } from 'electron';
import type { PageSource } from './app-origin.ts';

/**
 * What the window's page may load and run: its own files. No inline script, no eval, no connection to anywhere (it speaks to main
 * and engine over ports), no frame, and no string ever becomes code (Trusted Types, with no policy to make one).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The dev server injects an inline preamble and styles and reloads over a WebSocket; everything else stays shut. */
export function developmentPolicy(origin: string): string {
  const socket = origin.replace(/^http/u, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Puts the development policy on what the dev server sends. The bundled page gets its policy where it is served. */
export function applyDevelopmentPolicy(session: Session, source: PageSource): void {
  if (!source.development) return;
  const policy = developmentPolicy(source.origin);
  session.webRequest.onHeadersReceived({ urls: [`${source.origin}/*`] }, (details, respond) => {
    respond({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [policy] } });
  });
}

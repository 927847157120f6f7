import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { systemCode } from '../failure.ts';
import { appFile } from './app-files.ts';
import { APP_SCHEME } from './app-origin.ts';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

/** Makes app:// an origin like https, with compiled scripts cached. It must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the window's files from `folder` and nothing else. */
export function serveAppFiles(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const file = request.method === 'GET' ? appFile(folder, request.url) : null;
    if (file === null) return refused(404);
    try {
      return new Response(await readFile(file.path), {
        headers: {
          'Content-Type': file.contentType,
          'Content-Security-Policy': CONTENT_SECURITY_POLICY,
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Resource-Policy': 'same-origin',
          'Referrer-Policy': 'no-referrer',
        },
      });
    } catch (thrown) {
      return refused(systemCode(thrown) === 'ENOENT' ? 404 : 500);
    }
  });
}

function refused(status: number): Response {
  return new Response(null, { status, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } });
}

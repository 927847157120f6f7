import type { Session } from 'electron';

/** The browser inside never writes a file; transfers are the engine's. */
export function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}

import type { ServerNote } from '../../../shared/model/server-note.ts';
import type { TrustBook } from '../session/context.ts';

/** Remembers what a server has shown of itself, unless that is remembered already. */
export async function noteFact(trust: TrustBook, { host, port }: { readonly host: string; readonly port: number }, note: Extract<ServerNote, 'spoke-tls' | 'resumed-tls'>): Promise<void> {
  const known = await trust.notes(host, port);
  if (!known.some((one) => one.note === note)) await trust.note(host, port, { note, detail: '' });
}

import { fileSource } from './local/file-source.ts';
import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';

/** Where a file goes. `host`: as the user knows it. */
export interface UniqueTarget {
  readonly session: Pick<Session, 'uploadUnique'>;
  readonly host: string;
  readonly directory: string;
}

/** Stores a file of this computer under a name that the server makes up, and resolves with its path. Tried once more it would be there twice: nobody does that unasked. */
export async function storeUnique(from: string, { session, host, directory }: UniqueTarget, signal: AbortSignal): Promise<string> {
  if (session.uploadUnique === undefined) throw Failure.of('not-supported', { host, what: 'STOU' });
  const source = await fileSource(from);
  try {
    return await session.uploadUnique(source, directory, signal);
  } finally {
    source.close();
  }
}

import type { ByteSink } from '../session/bytes.ts';
import { throwIfCancelled } from '../session/failure.ts';
import type { DownloadOptions } from '../session/session.ts';
import { abandonHandle, closeHandle, openFile } from './handle.ts';
import { ReadAhead } from './read-ahead.ts';
import { runVerb, type SftpServer } from './server.ts';
import { openFlag } from './wire/codes.ts';

export function download(server: SftpServer, path: string, sink: ByteSink, { signal, offset, size = null }: DownloadOptions): Promise<number> {
  return runVerb(server, offset === 0 ? 'get' : `reget from ${offset}`, path, async () => {
    throwIfCancelled(signal);
    const handle = await openFile(server, path, openFlag.READ);
    let bytes: number;
    try {
      bytes = await new ReadAhead(server, handle, path, sink, { offset, size, signal }).run();
    } catch (problem) {
      abandonHandle(server, handle);
      throw problem;
    }
    await closeHandle(server, handle);
    server.log('reply', `${bytes} bytes read`);
    return bytes;
  });
}

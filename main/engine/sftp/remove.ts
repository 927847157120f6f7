import { Failure } from '../session/failure.ts';
import { SftpStatus } from './failures.ts';
import { abandonHandle, openDirectory } from './handle.ts';
import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { packet, status } from './wire/codes.ts';
import { readAttributes } from './wire/attributes.ts';

export function remove(server: SftpServer, path: string, kind: 'file' | 'directory'): Promise<void> {
  if (kind === 'file') return runVerb(server, 'rm', path, () => server.channel.command(packet.REMOVE, [pathBytes(server.channel, path)]));
  return runVerb(server, 'rmdir', path, async () => {
    try {
      await server.channel.command(packet.RMDIR, [pathBytes(server.channel, path)]);
    } catch (problem) {
      // Version 3 has no words of its own for it.
      const vague = problem instanceof SftpStatus && problem.code === status.FAILURE;
      if (vague && (await hasEntries(server, path))) throw Failure.of('not-empty', { path }, problem.message, problem);
      throw problem;
    }
  });
}

async function hasEntries(server: SftpServer, path: string): Promise<boolean> {
  try {
    const handle = await openDirectory(server, path);
    try {
      const rows = await server.channel.query(packet.READDIR, [handle], packet.NAME);
      for (let left = rows.uint32(); left > 0; left--) {
        const name = rows.text();
        if (name !== '.' && name !== '..') return true;
        rows.bytes();
        readAttributes(rows);
      }
      return false;
    } finally {
      abandonHandle(server, handle);
    }
  } catch (problem) {
    if (problem instanceof SftpStatus) return false;
    throw problem;
  }
}

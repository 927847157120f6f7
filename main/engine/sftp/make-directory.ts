import { Failure } from '../session/failure.ts';
import { SftpStatus } from './failures.ts';
import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { attributesAt } from './stat.ts';
import { packet, status } from './wire/codes.ts';

const NO_ATTRIBUTES = { raw: Buffer.alloc(4) };

export function makeDirectory(server: SftpServer, path: string): Promise<void> {
  return runVerb(server, 'mkdir', path, () => explainExisting(server, path, () => server.channel.command(packet.MKDIR, [pathBytes(server.channel, path), NO_ATTRIBUTES])));
}

/** Version 3 says no more than FAILURE where something is in the way; looking there tells. */
export async function explainExisting(server: SftpServer, path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (problem) {
    const vague = problem instanceof SftpStatus && problem.code === status.FAILURE;
    if (vague && (await attributesAt(server, path).catch(() => null)) !== null) throw Failure.of('already-exists', { path }, problem.message, problem);
    throw problem;
  }
}

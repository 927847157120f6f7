import { open } from 'node:fs/promises';
import type { Profile } from '../../../../shared/model/profile.ts';
import type { SessionContext } from '../../session/context.ts';
import { lookUpHost, unknownHost, type KnownHost } from './known-host.ts';
import { parseKnownHosts } from './parse.ts';

const LARGEST_FILE = 16 * 1024 * 1024;

/** What the context's known_hosts file says of the profile's host. A file that is not there says nothing; one that cannot be read is told of in the log. */
export async function readKnownHost({ host, port }: Profile, { knownHostsFile, log }: SessionContext): Promise<KnownHost> {
  if (knownHostsFile === undefined) return unknownHost;
  try {
    const file = await open(knownHostsFile, 'r');
    try {
      const { size } = await file.stat();
      if (size > LARGEST_FILE) throw new Error(`It has ${size} bytes.`);
      return lookUpHost(parseKnownHosts(await file.readFile('utf8')), host, port);
    } finally {
      await file.close();
    }
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'ENOENT')) {
      log('error', `${knownHostsFile} cannot be read: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
    return unknownHost;
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sshKeys } from '../e2e/fixtures/ssh-keys.ts';
import { startServer, type ServerKind, type TestServer } from '../e2e/fixtures/start-server.ts';
import type { BenchOptions } from './bench.ts';
import { startDelayLine } from './delay-line.ts';
import type { Target } from './peers/client.ts';

const kinds: Readonly<Record<Target['protocol'], ServerKind>> = { ftp: 'vsftpd-plain', ftps: 'vsftpd-explicit', sftp: 'openssh' };

/** Logs cost a server time in every file, and a narrow range of ports makes it wait for one to come free. */
const configurations: Readonly<Record<Target['protocol'], readonly string[]>> = {
  ftp: ['xferlog_enable=NO', 'log_ftp_protocol=NO', 'pasv_min_port=0', 'pasv_max_port=0'],
  ftps: ['xferlog_enable=NO', 'log_ftp_protocol=NO', 'pasv_min_port=0', 'pasv_max_port=0'],
  sftp: [],
};

/** A server with the folder that it serves and one for the client's side, both below the bench's place. */
export interface Arena {
  readonly target: Target;
  /** The served folder as this machine sees it, and as the server names it (without a slash at its end). */
  readonly served: string;
  readonly remote: string;
  readonly local: string;
  /** The lines of known_hosts for this server. */
  readonly knownHosts: string;
  readonly server: TestServer;
}

/** Starts the protocol's server and runs `work` with it. Clients reach it over a line of `roundTrip` milliseconds, for protocols of one connection. */
export async function withArena<T>(protocol: Target['protocol'], { place }: BenchOptions, work: (arena: Arena) => Promise<T>, roundTrip = 0): Promise<T> {
  const folder = join(place.folder, protocol);
  const [served, local, home] = [join(folder, 'served'), join(folder, 'local'), join(folder, 'home')];
  for (const each of [served, local, home]) await mkdir(each, { recursive: true });
  const server = await startServer(kinds[protocol], { root: served, configuration: configurations[protocol] });
  const line = roundTrip === 0 ? null : await startDelayLine(server, roundTrip);
  try {
    const { hosts } = await sshKeys();
    const caFile = join(folder, 'ca.pem');
    const knownHostsFile = join(folder, 'known_hosts');
    await writeFile(caFile, server.ca ?? '');
    const { user, password, keyFile = '', certificateFingerprint = '', hostKeyFingerprint = '' } = server;
    const { host, port } = line ?? server;
    const knownHosts = `[${host}]:${port} ${hosts.ed25519.first.publicKey}\n`;
    await writeFile(knownHostsFile, knownHosts);
    await server.handOver();
    return await work({
      target: { protocol, host, port, user, password, caFile, certificateFingerprint, keyFile, knownHostsFile, hostKeyFingerprint, home },
      served,
      remote: server.homePath === '/' ? '' : server.homePath,
      local,
      knownHosts,
      server,
    });
  } finally {
    await line?.stop();
    await server.stop();
  }
}

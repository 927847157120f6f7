import type { ClientChannel } from 'ssh2';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { openCharset } from '../charset/open-charset.ts';
import { Failure } from '../session/failure.ts';
import { BufferPool } from './buffer-pool.ts';
import { SftpChannel, type SftpChannelOptions } from './channel.ts';
import type { SshConnection } from './connection.ts';
import { sftpFailure } from './failures.ts';
import { firstName } from './link-facts.ts';
import { openInTime } from './open-in-time.ts';
import type { RequestShape, SftpServer } from './server.ts';
import { packet } from './wire/codes.ts';
import { channelsFor, Lanes } from './segments/lanes.ts';
import { widenWindow } from './ssh2-internals.ts';
import { ReplyReader } from './wire/reply-reader.ts';
import { HEAD_ROOM } from './write-behind.ts';

/** The version that every server speaks, and the only one that OpenSSH does. */
const VERSION = 3;
/** What every server takes (draft-ietf-secsh-filexfer-02 section 3). */
const SAFE_SIZE = 32 * 1024;
const GOOD_SIZE = 128 * 1024;
/** What OpenSSH takes at most: 256 KiB with room for a head. */
const FAR_SIZE = 255 * 1024;
/** A server that answers later than this is far away, and waits for nothing if much is under way. */
const FAR_MILLISECONDS = 10;
const NEAR_BYTES = 4 * 1024 * 1024;
const FAR_BYTES = 16 * 1024 * 1024;
/** Of one transfer: as many of the smallest pieces as `FAR_BYTES` are. */
const MOST_REQUESTS = FAR_BYTES / SAFE_SIZE;
/** What the server may send unasked-for, all transfers of the session together (RFC 4254 section 5.2). */
const WINDOW = 32 * 1024 * 1024;
/** Bytes of spare buffers that a session keeps. */
const SPARE_BYTES = 8 * 1024 * 1024;

/** Opens the SFTP subsystem and learns what the server can do and where the user starts. Rejects with a Failure. */
export async function openSftpServer(connection: SshConnection, profile: Profile, context: SessionContext): Promise<{ readonly server: SftpServer; readonly home: string }> {
  const { host } = profile;
  const charset = await openCharset(profile.charset);
  const facts = { host, timeoutSeconds: context.settings.timeoutSeconds, charset };
  const stream = await openSubsystem(connection, facts, context.signal);
  const channel = new SftpChannel(stream, facts, widenWindow(connection.client, stream, WINDOW));
  const openLane = async (): Promise<SftpChannel> => {
    const lane = new SftpChannel(await openSubsystem(connection, facts, new AbortController().signal), facts, () => undefined);
    await lane.start(VERSION);
    return lane;
  };
  try {
    const extensions = readVersion(await channel.start(VERSION), context);
    const asked = performance.now();
    const [limits, home] = await Promise.all([
      extensions.has('limits@openssh.com') ? askLimits(channel) : null,
      channel.query(packet.REALPATH, [Buffer.from('.')], packet.NAME).then((reply) => firstName(channel, reply)),
    ]);
    const roundTrip = performance.now() - asked;
    const far = roundTrip > FAR_MILLISECONDS;
    const shape = requestShape(limits, connection.serverVersion, far);
    const lanes = new Lanes(far ? channelsFor(roundTrip, channel.sendWindow) - 1 : 0, openLane, (words) => context.log('trace', words));
    context.log('trace', `Reads of ${shape.readSize} and writes of ${shape.writeSize} bytes, up to ${shape.depth} at once`);
    const size = HEAD_ROOM + Math.max(shape.readSize, shape.writeSize);
    const buffers = new BufferPool(size, Math.ceil(SPARE_BYTES / size));
    // mod_sftp resolves the path of LSTAT before it looks.
    const lstatFollows = /mod_sftp/iu.test(connection.serverVersion);
    // mod_sftp does it in version 3 as well, and announces it from version 4 on alone.
    const checksFiles = extensions.has('check-file-name') || extensions.has('check-file') || lstatFollows;
    return { server: { profile, channel, log: context.log, extensions, shape, lanes, buffers, lstatFollows, checksFiles }, home };
  } catch (problem) {
    throw sftpFailure(problem, { host, path: '.', verb: 'sftp' });
  }
}

function openSubsystem({ client }: SshConnection, { host, timeoutSeconds: seconds }: Pick<SftpChannelOptions, 'host' | 'timeoutSeconds'>, signal: AbortSignal): Promise<ClientChannel> {
  return openInTime({
    client,
    seconds,
    signal,
    open: (answer) => void client.subsys('sftp', answer),
    opened: (channel) => channel,
    refused: (problem) => Failure.of('no-sftp', { host }, problem.message, problem),
    late: () => Failure.of('reply-timeout', { host, seconds }),
    lost: () => Failure.of('server-hung-up', { host }),
  });
}

function readVersion(fields: Buffer, context: SessionContext): ReadonlyMap<string, string> {
  const reader = new ReplyReader(fields);
  const version = reader.uint32();
  const extensions = new Map<string, string>();
  while (!reader.atEnd) extensions.set(reader.text(), reader.text());
  context.log('status', `SFTP version ${version}${extensions.size > 0 ? `, extensions ${[...extensions.keys()].join(', ')}` : ''}`);
  if (version < VERSION) throw new Error(`The server speaks SFTP version ${version}; version ${VERSION} is needed.`);
  return extensions;
}

interface Limits {
  readonly packet: number;
  readonly read: number;
  readonly write: number;
  readonly handles: number;
}

/** OpenSSH's PROTOCOL file, section 4.8; 0 means that a limit is not known. */
async function askLimits(channel: SftpChannel): Promise<Limits> {
  const reply = await channel.query(packet.EXTENDED, [Buffer.from('limits@openssh.com')], packet.EXTENDED_REPLY);
  return { packet: reply.uint64(), read: reply.uint64(), write: reply.uint64(), handles: reply.atEnd ? 0 : reply.uint64() };
}

function requestShape(limits: Limits | null, serverVersion: string, far: boolean): RequestShape {
  const wanted = far ? FAR_SIZE : GOOD_SIZE;
  const assumed = /OpenSSH/iu.test(serverVersion) ? wanted : SAFE_SIZE;
  const readSize = Math.min(wanted, limits === null || limits.read === 0 ? assumed : limits.read);
  const writeSize = Math.min(wanted, limits === null || limits.write === 0 ? assumed : limits.write);
  return { readSize, writeSize, handles: limits?.handles ?? 0, depth: Math.min(MOST_REQUESTS, Math.floor((far ? FAR_BYTES : NEAR_BYTES) / readSize)) };
}

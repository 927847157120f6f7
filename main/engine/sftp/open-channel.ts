import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { openCharset } from '../charset/open-charset.ts';
import { BufferPool } from './buffer-pool.ts';
import { SftpChannel, type SftpChannelOptions } from './channel.ts';
import type { SshConnection } from './connection.ts';
import { sftpFailure, SftpStatus } from './failures.ts';
import { firstName } from './link-facts.ts';
import type { RequestShape, SftpServer } from './server.ts';
import { packet } from './wire/codes.ts';
import { channelsFor, Lanes } from './segments/lanes.ts';
import { widenWindow } from './ssh2-internals.ts';
import { askForSftp, takesWordsEarly } from './subsystem.ts';
import { ReplyReader } from './wire/reply-reader.ts';
import { HEAD_ROOM } from './write-behind.ts';

/** The version that every server speaks, and the only one that OpenSSH does. */
const VERSION = 3;
const LIMITS = 'limits@openssh.com';
/** What every server takes (draft-ietf-secsh-filexfer-02 section 3). */
const SAFE_SIZE = 32 * 1024;
const GOOD_SIZE = 128 * 1024;
/** What OpenSSH takes at most: 256 KiB with room for a head. */
const FAR_SIZE = 255 * 1024;
/** A server that answers later than this is far away, and waits for nothing if much is under way. */
const FAR_MILLISECONDS = 10;
const NEAR_BYTES = 4 * 1024 * 1024;
/**
 * OpenSSH's sftp-server keeps what it has read and not sent in one buffer, which it copies whole each time that it grows: with 16 MiB asked
 * for, that took it a second and more, a tenth of it with these.
 */
const FAR_READ_BYTES = 10 * 1024 * 1024;
/** As much as its windows for eight channels hold. */
const FAR_WRITE_BYTES = 16 * 1024 * 1024;
/** Of one transfer: as many of the smallest pieces as are under way at most. */
const MOST_REQUESTS = FAR_WRITE_BYTES / SAFE_SIZE;
/** What the server may send unasked-for, all transfers of the session together (RFC 4254 section 5.2). */
const WINDOW = 32 * 1024 * 1024;
/** Bytes of spare buffers that a session keeps. */
const SPARE_BYTES = 8 * 1024 * 1024;

/** Opens the SFTP subsystem and learns what the server can do and where the user starts. Rejects with a Failure. */
export async function openSftpServer(connection: SshConnection, profile: Profile, context: SessionContext): Promise<{ readonly server: SftpServer; readonly home: string }> {
  const { host } = profile;
  const charset = await openCharset(profile.charset);
  const facts = { host, timeoutSeconds: context.settings.timeoutSeconds, charset };
  const { stream, granted, roundTrip: toOpen } = await askForSftp(connection, facts, context.signal);
  const channel = new SftpChannel(stream, facts, widenWindow(connection.client, stream, WINDOW));
  try {
    const started = channel.start(VERSION);
    // The questions go with the first word where the server takes that, and else after its answer.
    const answers = takesWordsEarly(connection) ? askFirst(channel, true) : null;
    const [words] = await Promise.all([started, granted, answers]);
    const extensions = readVersion(words, context);
    const { limits, home, roundTrip: toAnswer } = await (answers ?? askFirst(channel, extensions.has(LIMITS)));
    let roundTrip = Math.min(toOpen, toAnswer);
    // The server may have been starting what answers, so that one far away is asked again.
    if (roundTrip > FAR_MILLISECONDS) roundTrip = Math.min(roundTrip, (await askFirst(channel, false)).roundTrip);
    const far = roundTrip > FAR_MILLISECONDS;
    const shape = requestShape(limits, connection.serverVersion, far);
    const lanes = new Lanes(far ? channelsFor(roundTrip, channel.sendWindow) - 1 : 0, () => openLane(connection, facts), (line) => context.log('trace', line));
    context.log('trace', `Reads of ${shape.readSize} and writes of ${shape.writeSize} bytes, up to ${shape.readDepth} and ${shape.writeDepth} at once`);
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

/** A further channel. It may be used at once where the server takes words early; then it is lost should the server not grant it. */
async function openLane(connection: SshConnection, facts: SftpChannelOptions): Promise<SftpChannel> {
  const { stream, granted } = await askForSftp(connection, facts, new AbortController().signal);
  const lane = new SftpChannel(stream, facts, () => undefined);
  const started = Promise.all([granted, lane.start(VERSION)]);
  if (!takesWordsEarly(connection)) await started;
  started.catch((problem: unknown) => lane.lose(sftpFailure(problem, { host: facts.host, path: '.', verb: 'sftp' })));
  return lane;
}

/** The first questions: for the limits where the server may know them, and for where the user starts. */
async function askFirst(channel: SftpChannel, mayHaveLimits: boolean): Promise<{ readonly limits: Limits | null; readonly home: string; readonly roundTrip: number }> {
  const asked = performance.now();
  const [limits, home] = await Promise.all([
    mayHaveLimits ? askLimits(channel) : null,
    channel.query(packet.REALPATH, [Buffer.from('.')], packet.NAME).then((reply) => firstName(channel, reply)),
  ]);
  return { limits, home, roundTrip: performance.now() - asked };
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

/** OpenSSH's PROTOCOL file, section 4.8; 0 means that a limit is not known, null that the server knows no such question. */
async function askLimits(channel: SftpChannel): Promise<Limits | null> {
  try {
    const reply = await channel.query(packet.EXTENDED, [Buffer.from(LIMITS)], packet.EXTENDED_REPLY);
    return { packet: reply.uint64(), read: reply.uint64(), write: reply.uint64(), handles: reply.atEnd ? 0 : reply.uint64() };
  } catch (problem) {
    if (problem instanceof SftpStatus) return null;
    throw problem;
  }
}

function requestShape(limits: Limits | null, serverVersion: string, far: boolean): RequestShape {
  const wanted = far ? FAR_SIZE : GOOD_SIZE;
  const assumed = /OpenSSH/iu.test(serverVersion) ? wanted : SAFE_SIZE;
  const readSize = Math.min(wanted, limits === null || limits.read === 0 ? assumed : limits.read);
  const writeSize = Math.min(wanted, limits === null || limits.write === 0 ? assumed : limits.write);
  const depth = (bytes: number, size: number): number => Math.min(MOST_REQUESTS, Math.floor(bytes / size));
  return {
    readSize,
    writeSize,
    readDepth: depth(far ? FAR_READ_BYTES : NEAR_BYTES, readSize),
    writeDepth: depth(far ? FAR_WRITE_BYTES : NEAR_BYTES, writeSize),
    handles: limits?.handles ?? 0,
  };
}

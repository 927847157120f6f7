import type { Duplex } from 'node:stream';
import type { Client, ClientChannel } from 'ssh2';

/** What is used of ssh2 beyond its documentation, all in one place, each optional so that another version of ssh2 only runs slower. */
interface Protocol {
  _debug?: unknown;
  channelWindowAdjust?: (channel: number, bytes: number) => void;
}

interface ChannelEnds {
  readonly incoming?: { window: number };
  readonly outgoing?: { readonly id: number; readonly state: string };
}

function protocolOf(client: Client): Protocol | null {
  return (client as Client & { _protocol?: Protocol })._protocol ?? null;
}

/** Ends the debug lines, of which ssh2 composes one or two per packet. */
export function stopDebugLines(client: Client): void {
  const protocol = protocolOf(client);
  if (protocol?._debug !== undefined) protocol._debug = undefined;
}

/**
 * Lets the server have more bytes under way than ssh2's fixed 2 MiB, which caps a connection at about 1 MiB per round trip (RFC 4254
 * section 5.2). Returns what is to be called with the length of each chunk that arrived.
 */
export function widenWindow(client: Client, channel: ClientChannel, bytes: number): (received: number) => void {
  const { incoming, outgoing } = channel as ClientChannel & ChannelEnds;
  const protocol = protocolOf(client);
  if (incoming === undefined || outgoing === undefined || typeof protocol?.channelWindowAdjust !== 'function') return () => undefined;
  const grant = (amount: number): void => {
    if (outgoing.state !== 'open' && outgoing.state !== 'eof') return;
    incoming.window += amount;
    protocol.channelWindowAdjust?.(outgoing.id, amount);
  };
  grant(bytes - incoming.window);
  let owed = 0;
  return (received) => {
    owed += received;
    if (owed < bytes / 8) return;
    grant(owed);
    owed = 0;
  };
}

/** What ssh2 calls when a channel that it asked for is open, or not. */
type Opened = ((error: Error | undefined, channel: ClientChannel) => void) & { type?: string | undefined };

/**
 * Opens a channel and asks for a subsystem on it. `asked` gets the channel when that is sent, so that what the subsystem shall read first
 * can go with it instead of a round trip later; where ssh2 does not show when that is, it is not called. Throws where not connected.
 */
export function openSubsystem(client: Client, name: string, asked: (channel: ClientChannel) => void, answered: (error: Error | undefined, channel: ClientChannel) => void): void {
  const channels = (client as Client & { readonly _chanMgr?: { add?: (opened: Opened) => number } })._chanMgr;
  const add = channels?.add;
  if (channels === undefined || add === undefined) {
    client.subsys(name, answered);
    return;
  }
  channels.add = (opened) => {
    const both: Opened = (error, channel) => {
      opened(error, channel);
      if (!error) asked(channel);
    };
    return add.call(channels, Object.assign(both, { type: opened.type }));
  };
  try {
    client.subsys(name, answered);
  } finally {
    channels.add = add;
  }
}

/**
 * Shows `seen` each part that ssh2 puts in this place of its protocol, before it is used: its ciphers and key exchanges, which are made
 * anew whenever keys are exchanged. Several may watch one place. To be called after `connect`.
 */
export function watchProtocol(client: Client, place: '_cipher' | '_decipher' | '_kex', seen: (part: object | null) => void): void {
  const protocol = protocolOf(client) as Record<string, object | undefined> | null;
  if (protocol === null) return;
  let part = protocol[place];
  const earlier = Object.getOwnPropertyDescriptor(protocol, place)?.set;
  Object.defineProperty(protocol, place, {
    configurable: true,
    get: () => part,
    set: (next: object | undefined) => {
      earlier?.(next);
      seen(next ?? null);
      part = next;
    },
  });
}

interface Parsing {
  parse(chunk: Buffer, at: number, end: number): void;
  _parse(chunk: Buffer, at: number, end: number): number | undefined;
}

/**
 * A gate before a client's parsing: while any work that it is given goes on, bytes are kept instead of parsed, and no more are read. Then
 * they are parsed in their order. What the work rejects with becomes an error of the client. Null where ssh2 shows no place for one. To be called after `connect`.
 */
export function parsingGate(client: Client): ((work: () => Promise<void>) => void) | null {
  const protocol = protocolOf(client) as Parsing | null;
  const { _sock: socket } = client as Client & { readonly _sock?: Duplex };
  if (protocol?._parse === undefined || socket === undefined) return null;
  let parsing = protocol._parse;
  let working = 0;
  const kept: Buffer[] = [];
  const keep: Parsing['_parse'] = (chunk, at, end) => {
    kept.push(Buffer.from(chunk.subarray(at, end)));
    return end;
  };
  const close = (): void => {
    if (working++ > 0) return;
    socket.pause();
    parsing = protocol._parse;
    protocol._parse = keep;
  };
  const open = (): void => {
    if (--working > 0 || socket.destroyed) return;
    protocol._parse = parsing;
    for (const chunk of kept.splice(0)) protocol.parse(chunk, 0, chunk.length);
    if (working === 0) socket.resume();
  };
  return (work) => {
    close();
    work().then(open).catch((problem: unknown) => {
      client.emit('error', problem);
      socket.end();
    });
  };
}

/** Composes a whole sign-in request with a key, or null where ssh2 shall do it. `algorithm` is undefined where the key's type names it. */
export type ComposeSignIn = (user: string, key: object, algorithm: string | undefined, sessionId: Buffer) => Promise<Buffer> | null;

interface SignInProtocol {
  authPK?: (user: string, key: object, algorithm?: string, sign?: unknown) => void;
  readonly _kex?: { readonly sessionID?: Buffer };
  readonly _packetRW?: { readonly write: { allocStart: number; alloc(length: number): Buffer; finalize(packet: Buffer): Buffer } };
  readonly _cipher?: { encrypt(packet: Buffer): void };
  readonly _authsQueue?: string[];
  /** There while keys are exchanged. */
  readonly _kexinit?: object | undefined;
  /** What is sent as soon as there are new keys. */
  _queue?: Buffer[] | undefined;
}

/**
 * Has `compose` compose the signed requests that it can. `onRefused` gets what it rejects with; nothing is sent then, nor where the connection has
 * ended meanwhile, since its ciphers are freed. To be called after `connect`.
 */
export function sendSignIn(client: Client, compose: ComposeSignIn, onRefused: (problem: unknown) => void): void {
  const protocol = protocolOf(client) as SignInProtocol | null;
  const original = protocol?.authPK;
  if (protocol === null || original === undefined) return;
  protocol.authPK = (user, key, algorithm, sign) => {
    const { _kex: kex, _packetRW: packets } = protocol;
    const composing = typeof sign === 'function' && kex?.sessionID !== undefined && packets !== undefined ? compose(user, key, algorithm, kex.sessionID) : null;
    if (composing === null || packets === undefined) {
      original.call(protocol, user, key, algorithm, sign);
      return;
    }
    composing.then((composed) => {
      const packet = packets.write.alloc(composed.length);
      packet.set(composed, packets.write.allocStart);
      const whole = packets.write.finalize(packet);
      protocol._authsQueue?.push('none');
      // Between KEXINIT and NEWKEYS only the exchange itself may speak (RFC 4253 section 7.1).
      if (protocol._kexinit === undefined) protocol._cipher?.encrypt(whole);
      else (protocol._queue ??= []).push(whole);
    }).catch(onRefused);
  };
}

/** The password that a request to change it proves; ssh2 takes it from the configuration alone, which has none here. */
export function giveOldPassword(client: Client, password: string): void {
  const { config } = client as Client & { readonly config?: { password?: string | undefined } };
  if (config !== undefined) config.password = password;
}

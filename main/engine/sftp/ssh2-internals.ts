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

/**
 * Shows `seen` each part that ssh2 puts in this place of its protocol, before it is used: its ciphers and key exchanges, which are made
 * anew whenever keys are exchanged. To be called after `connect`.
 */
export function watchProtocol(client: Client, place: '_cipher' | '_decipher' | '_kex', seen: (part: object | null) => void): void {
  const protocol = protocolOf(client) as Record<string, object | undefined> | null;
  if (protocol === null) return;
  let part = protocol[place];
  Object.defineProperty(protocol, place, {
    configurable: true,
    get: () => part,
    set: (next: object | undefined) => {
      seen(next ?? null);
      part = next;
    },
  });
}

/** Composes a whole sign-in request with a key, or null where ssh2 shall do it. `algorithm` is undefined where the key's type names it. */
export type ComposeSignIn = (user: string, key: object, algorithm: string | undefined, sessionId: Buffer) => Promise<Buffer> | null;

interface SignInProtocol {
  authPK?: (user: string, key: object, algorithm?: string, sign?: unknown) => void;
  readonly _kex?: { readonly sessionID?: Buffer };
  readonly _packetRW?: { readonly write: { allocStart: number; alloc(length: number): Buffer; finalize(packet: Buffer): Buffer } };
  readonly _cipher?: { encrypt(packet: Buffer): void };
  readonly _authsQueue?: string[];
}

/** Has `compose` compose the signed requests that it can. `onRefused` gets what it rejects with; nothing is sent then. To be called after `connect`. */
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
      protocol._authsQueue?.push('none');
      protocol._cipher?.encrypt(packets.write.finalize(packet));
    }).catch(onRefused);
  };
}

/** The password that a request to change it proves; ssh2 takes it from the configuration alone, which has none here. */
export function giveOldPassword(client: Client, password: string): void {
  const { config } = client as Client & { readonly config?: { password?: string | undefined } };
  if (config !== undefined) config.password = password;
}

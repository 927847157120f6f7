import type { Client } from 'ssh2';
import { parsingGate, watchProtocol } from '../ssh2-internals.ts';
import { ReplyReader } from '../wire/reply-reader.ts';
import { ExchangeThread } from './exchange-thread.ts';
import type { Group } from './finite-field-exchange.ts';

/** RFC 4253 section 8, RFC 4419 section 5. What a server sends has the same number in both, and means something else. */
const KEXDH_REPLY = 31;
const GEX_GROUP = 31;
const GEX_REPLY = 33;

/** ssh2's key exchange over a finite field; the fields are its own. */
interface FiniteFieldKex {
  readonly type: 'group' | 'groupex';
  readonly groupName?: string;
  _dh?: object | null;
  _public?: Buffer | null;
  generateKeys(): void;
  start(): void;
  parse(payload: Buffer): unknown;
}

/** Bits of the groups by ssh2's names of them. */
const groupBits: Readonly<Record<string, number>> = { modp2: 1024, modp14: 2048, modp15: 3072, modp16: 4096, modp17: 6144, modp18: 8192 };

/** Has a client compute Diffie-Hellman over finite fields in a thread of its own, and parse nothing more meanwhile. To be called after `connect`. */
export function exchangeElsewhere(client: Client): void {
  const gate = parsingGate(client);
  if (gate === null) return;
  watchProtocol(client, '_kex', (kex) => {
    if (kex === null || !('type' in kex) || (kex.type !== 'group' && kex.type !== 'groupex')) return;
    compute(kex as FiniteFieldKex, client, gate);
  });
}

/** Brings ssh2's exchange to each of its steps only when what the step needs is computed. */
function compute(kex: FiniteFieldKex, client: Client, gate: (work: () => Promise<void>) => void): void {
  const { start, parse, type, groupName } = kex;
  let thread: ExchangeThread | null = null;
  const end = (): void => thread?.end();
  const begin = async (group: Group, known: object): Promise<void> => {
    // A server that sends a second group gets an error from ssh2 for it.
    end();
    thread = new ExchangeThread(group);
    client.once('close', end);
    kex._public = await thread.publicValue();
    kex._dh = known;
  };
  const finish = async (shown: Buffer): Promise<void> => {
    const secret = await thread?.secret(shown);
    end();
    client.off('close', end);
    kex._dh = { ...kex._dh, computeSecret: () => secret };
  };
  kex.generateKeys = () => undefined;
  const bits = groupBits[groupName ?? ''];
  if (bits !== undefined) {
    kex.start = () => gate(async () => {
      await begin({ bits }, {});
      start.call(kex);
    });
  }
  kex.parse = (payload) => {
    const before = stepBefore(type, payload, begin, finish);
    if (before === null) return parse.call(kex, payload);
    // ssh2 keeps what it parsed, and the packet’s memory is used again.
    const kept = Buffer.from(payload);
    gate(async () => {
      await before();
      parse.call(kex, kept);
    });
    return false;
  };
}

/** What is to be computed before a packet is parsed; null for nothing. */
function stepBefore(
  type: FiniteFieldKex['type'],
  payload: Buffer,
  begin: (group: Group, known: object) => Promise<void>,
  finish: (shown: Buffer) => Promise<void>,
): (() => Promise<void>) | null {
  const fields = new ReplyReader(payload, 1);
  if (type === 'groupex' && payload[0] === GEX_GROUP) {
    const [prime, generator] = [Buffer.from(fields.bytes()), Buffer.from(fields.bytes())];
    return () => begin({ prime, generator }, { getPrime: () => prime, getGenerator: () => generator });
  }
  if (payload[0] !== (type === 'group' ? KEXDH_REPLY : GEX_REPLY)) return null;
  fields.bytes();
  const shown = Buffer.from(fields.bytes());
  return () => finish(shown);
}

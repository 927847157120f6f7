import { setImmediate as nextTurn } from 'node:timers/promises';
import { BLOCK_WORDS, compressBlock } from './argon2-block.ts';
import { blake2b } from './blake2b.ts';

export const argon2Kinds = { argon2d: 0, argon2i: 1, argon2id: 2 } as const;
export type Argon2Kind = keyof typeof argon2Kinds;

export interface Argon2Options {
  readonly kind: Argon2Kind;
  readonly password: Buffer;
  readonly salt: Buffer;
  /** In KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
  /** Bytes that come out. */
  readonly length: number;
  readonly secret?: Buffer;
  readonly associated?: Buffer;
}

const VERSION = 0x13;
const SLICES = 4;
/** Blocks worked on before the event loop gets its turn: a few milliseconds. */
const STRETCH = 512;

/**
 * Argon2 version 1.3 (RFC 9106), which Electron's crypto lacks. Keys of PuTTY are locked with it. Takes about 10 µs per KiB and pass, and
 * lets others work in between. The caller bounds `memory` and `passes`.
 */
export async function argon2(options: Argon2Options): Promise<Buffer> {
  const { kind, memory, passes, lanes, length } = options;
  const segment = Math.max(2, Math.floor(memory / (SLICES * lanes)));
  const columns = segment * SLICES;
  const blocks = new Int32Array(columns * lanes * BLOCK_WORDS);
  const seed = firstHash(options);
  for (let lane = 0; lane < lanes; lane++) {
    for (const column of [0, 1]) putBlock(blocks, lane * columns + column, longHash(Buffer.concat([seed, little(column), little(lane)]), 1024));
  }
  let owed = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (let slice = 0; slice < SLICES; slice++) {
      for (let lane = 0; lane < lanes; lane++) {
        const fixed = kind === 'argon2i' || (kind === 'argon2id' && pass === 0 && slice < 2);
        const address = fixed ? addresses([pass, lane, slice, columns * lanes, passes, argon2Kinds[kind]]) : null;
        for (let index = 0; index < segment; index++) {
          const pick = address?.(index);
          if (pass === 0 && slice === 0 && index < 2) continue;
          const column = slice * segment + index;
          const at = lane * columns + column;
          const before = lane * columns + (column === 0 ? columns - 1 : column - 1);
          const [low, high] = pick ?? [blocks[before * BLOCK_WORDS]! >>> 0, blocks[before * BLOCK_WORDS + 1]! >>> 0];
          const from = pass === 0 && slice === 0 ? lane : high % lanes;
          const reference = from * columns + referenceColumn({ pass, slice, index, segment, columns, sameLane: from === lane }, low);
          compressBlock(blocks, before * BLOCK_WORDS, blocks, reference * BLOCK_WORDS, at * BLOCK_WORDS, pass > 0);
          if (++owed % STRETCH === 0) await nextTurn();
        }
      }
    }
  }
  const last = Buffer.alloc(1024);
  for (let word = 0; word < BLOCK_WORDS; word++) {
    let sum = 0;
    for (let lane = 0; lane < lanes; lane++) sum ^= blocks[((lane + 1) * columns - 1) * BLOCK_WORDS + word]!;
    last.writeInt32LE(sum, word * 4);
  }
  return longHash(last, length);
}

/** H0 (section 3.2). */
function firstHash({ kind, password, salt, memory, passes, lanes, length, secret = Buffer.alloc(0), associated = Buffer.alloc(0) }: Argon2Options): Buffer {
  const numbers = [lanes, length, memory, passes, VERSION, argon2Kinds[kind]].map(little);
  return blake2b(Buffer.concat([...numbers, ...[password, salt, secret, associated].flatMap((bytes) => [little(bytes.length), bytes])]), 64);
}

/** H' (section 3.3): a hash of any length. */
function longHash(input: Buffer, length: number): Buffer {
  const headed = Buffer.concat([little(length), input]);
  if (length <= 64) return blake2b(headed, length);
  const parts: Buffer[] = [];
  let part = blake2b(headed, 64);
  let left = length;
  while (left > 64) {
    parts.push(part.subarray(0, 32));
    left -= 32;
    part = blake2b(part, left > 64 ? 64 : left);
  }
  return Buffer.concat([...parts, part]);
}

/** Pseudo-random numbers that do not depend on the password (section 3.4.1.2), two words each, asked for in order. */
function addresses(header: readonly number[]): (index: number) => readonly [number, number] {
  const input = new Int32Array(BLOCK_WORDS);
  header.forEach((value, index) => (input[index * 2] = value));
  const zero = new Int32Array(BLOCK_WORDS);
  const output = new Int32Array(BLOCK_WORDS * 2);
  let made = -1;
  return (index) => {
    const wanted = Math.floor(index / 128);
    if (wanted !== made) {
      made = wanted;
      input[12] = wanted + 1;
      output.set(zero);
      compressBlock(output, 0, input, 0, BLOCK_WORDS, false);
      output.copyWithin(0, BLOCK_WORDS);
      const once = output.slice(0, BLOCK_WORDS);
      output.fill(0);
      compressBlock(output, 0, once, 0, BLOCK_WORDS, false);
    }
    const at = BLOCK_WORDS + (index % 128) * 2;
    return [output[at]! >>> 0, output[at + 1]! >>> 0];
  };
}

interface Place {
  readonly pass: number;
  readonly slice: number;
  readonly index: number;
  readonly segment: number;
  readonly columns: number;
  readonly sameLane: boolean;
}

/** Which column of the chosen lane is mixed in (section 3.4.2). */
function referenceColumn({ pass, slice, index, segment, columns, sameLane }: Place, random: number): number {
  const finished = pass === 0 ? slice * segment : columns - segment;
  const area = finished + (sameLane ? index - 1 : index === 0 ? -1 : 0);
  const x = Number((BigInt(random) * BigInt(random)) >> 32n);
  const y = Number((BigInt(area) * BigInt(x)) >> 32n);
  const first = pass === 0 || slice === SLICES - 1 ? 0 : (slice + 1) * segment;
  return (first + area - 1 - y) % columns;
}

function putBlock(blocks: Int32Array, block: number, bytes: Buffer): void {
  for (let word = 0; word < BLOCK_WORDS; word++) blocks[block * BLOCK_WORDS + word] = bytes.readInt32LE(word * 4);
}

function little(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

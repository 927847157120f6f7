import { expect, it } from 'vitest';
import { readAttributes } from './attributes.ts';
import { attributeFlag } from './codes.ts';
import { ReplyReader } from './reply-reader.ts';

/** What is read of a size that a server names. */
function sizeOf(size: bigint): number | null {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(attributeFlag.SIZE);
  bytes.writeBigUInt64BE(size, 4);
  return readAttributes(new ReplyReader(bytes)).size;
}

it('a size is one that a number holds exactly, or none', () => {
  expect([0n, 1n, 5_000_000_000n, BigInt(Number.MAX_SAFE_INTEGER)].map(sizeOf)).toEqual([0, 1, 5_000_000_000, Number.MAX_SAFE_INTEGER]);
  expect([2n ** 53n, 2n ** 60n, 2n ** 64n - 1n].map(sizeOf)).toEqual([null, null, null]);
});

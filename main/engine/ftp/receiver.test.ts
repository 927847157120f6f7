import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ByteSink } from '../session/bytes.ts';
import { BufferPool } from './buffer-pool.ts';
import { Receiver } from './receiver.ts';

/** Fills the receiver as a socket does: asks for room only right after `filled`, and keeps that room until then. */
async function feed(receiver: Receiver, data: Buffer, sizes: (rest: number) => number, obeysPause: boolean): Promise<void> {
  let room = receiver.room();
  for (let at = 0; at < data.length; ) {
    const count = Math.min(sizes(data.length - at), room.length, data.length - at);
    data.copy(room, 0, at, at + count);
    at += count;
    let resume: () => void = () => undefined;
    const resumed = new Promise<void>((resolve) => {
      resume = resolve;
    });
    const goOn = receiver.filled(count, resume);
    room = receiver.room();
    if (!goOn && obeysPause) await resumed;
    else await Promise.resolve();
  }
  receiver.finish();
  await receiver.done;
}

const sinks: Readonly<Record<string, (parts: Buffer[]) => ByteSink>> = {
  'takes at once': (parts) => ({ write: (bytes) => void parts.push(Buffer.from(bytes)) }),
  'takes a microtask': (parts) => ({ write: (bytes) => Promise.resolve().then(() => void parts.push(Buffer.from(bytes))) }),
  'takes its time': (parts) => ({ write: (bytes) => new Promise((resolve) => { setImmediate(() => { parts.push(Buffer.from(bytes)); resolve(); }); }) }),
  'varies': (parts) => {
    let count = 0;
    const later = (bytes: Uint8Array) => new Promise<void>((resolve) => { setImmediate(() => { parts.push(Buffer.from(bytes)); resolve(); }); });
    return { write: (bytes) => ((count += 1) % 3 === 0 ? void parts.push(Buffer.from(bytes)) : later(bytes)) };
  },
};
const sizes: Readonly<Record<string, () => number>> = { 'as much as fits': () => 1 << 30, '16 KiB': () => 16_384, 'odd pieces': () => 1 + Math.floor(Math.random() * 90_000) };

describe('Receiver', () => {
  for (const [name, sink] of Object.entries(sinks)) for (const [pieces, size] of Object.entries(sizes)) for (const obeysPause of [true, false]) {
    it(`keeps every byte in order: sink ${name}, ${pieces}, ${obeysPause ? 'pausing' : 'while it should pause'}`, async () => {
      const data = randomBytes(3_000_000);
      const parts: Buffer[] = [];
      const receiver = new Receiver(new BufferPool(), sink(parts));
      await feed(receiver, data, size, obeysPause);
      expect(receiver.received).toBe(data.length);
      expect(data.equals(Buffer.concat(parts))).toBe(true);
    });
  }

  it('pauses before it holds more than a megabyte', () => {
    const receiver = new Receiver(new BufferPool(), { write: () => new Promise(() => undefined) });
    let held = 0;
    for (let goOn = true; goOn; held += 100_000) goOn = receiver.push(Buffer.alloc(100_000), () => undefined);
    expect(held).toBeLessThan(1_500_000);
    expect(held).toBeGreaterThan(256_000);
  });

  it.each([
    ['throws', () => { throw new Error('full'); }],
    ['rejects', () => Promise.reject(new Error('full'))],
  ])('fails as a sink that %s', async (_, write) => {
    const receiver = new Receiver(new BufferPool(), { write });
    receiver.push(Buffer.alloc(10), () => undefined);
    receiver.push(Buffer.alloc(10), () => undefined);
    receiver.finish();
    await expect(receiver.done).rejects.toThrow('full');
  });
});

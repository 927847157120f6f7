import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openByLibrary, sealByLibrary, type Opening, type Sealing } from './chacha-packets.ts';

/** One end each, joined by whatever `onWrite` does with the bytes. */
function ends(onWrite: (bytes: Buffer) => void, onPayload: (payload: Buffer) => number | false | undefined) {
  const [main, length] = [randomBytes(32), randomBytes(32)];
  const sealing: Sealing = { outSeqno: 0xffff_fffe, _onWrite: onWrite, _encKeyMain: main, _encKeyPktLen: length, encrypt: () => undefined };
  const opening: Opening = { inSeqno: 0xffff_fffe, _onPayload: onPayload, _decKeyMain: main, _decKeyPktLen: length, decrypt: () => undefined };
  sealByLibrary(sealing);
  openByLibrary(opening);
  return { sealing, opening };
}

/** A packet of RFC 4253 section 6 with four bytes of padding. */
function packetOf(payload: Buffer): Buffer {
  const packet = Buffer.alloc(4 + 1 + payload.length + 4);
  packet.writeUInt32BE(packet.length - 4);
  packet[4] = 4;
  packet.set(payload, 5);
  return packet;
}

it('carries packets over the end of their numbers, in whatever pieces they arrive', () => {
  const wire: Buffer[] = [];
  const taken: string[] = [];
  const { sealing, opening } = ends((bytes) => void wire.push(bytes), (payload) => void taken.push(payload.toString('hex')));
  const sent = [3, 11, 32_771, 27].map((length) => randomBytes(length));
  for (const payload of sent) sealing.encrypt(packetOf(payload));
  const bytes = Buffer.concat(wire);
  for (let at = 0; at < bytes.length; at += 7) opening.decrypt(bytes.subarray(at, at + 7), 0, Math.min(7, bytes.length - at));
  expect(taken).toEqual(sent.map((payload) => payload.toString('hex')));
  expect(sealing.outSeqno).toBe(2);
});

it('stops behind the packet whose payload ends these keys', () => {
  const wire: Buffer[] = [];
  const { sealing, opening } = ends((bytes) => void wire.push(bytes), () => false);
  for (const payload of [randomBytes(3), randomBytes(3)]) sealing.encrypt(packetOf(payload));
  expect(opening.decrypt(Buffer.concat(wire), 0, 56)).toBe(28);
});

it.each([0, 5, 15])('takes no packet whose byte %s was changed', (at) => {
  const wire: Buffer[] = [];
  const taken: Buffer[] = [];
  const { sealing, opening } = ends((bytes) => void wire.push(bytes), (payload) => void taken.push(payload));
  sealing.encrypt(packetOf(randomBytes(3)));
  const bytes = Buffer.concat(wire);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  expect(() => opening.decrypt(bytes, 0, bytes.length)).toThrow(at === 0 ? 'Bad packet length' : 'Invalid MAC');
  expect(taken).toEqual([]);
});

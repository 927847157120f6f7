import { createDecipheriv, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openGcm, sealGcm, type GcmOpening, type GcmSealing } from './gcm-packets.ts';

const name = 'aes-128-gcm';
/** The last packets before the counter starts over, so that it is seen to. */
const startIv = Buffer.concat([randomBytes(4), Buffer.alloc(7, 0xff), Buffer.from([0xfe])]);
const key = randomBytes(16);

function ends(onWrite: (bytes: Buffer) => void, onPayload: (payload: Buffer) => number | false | undefined) {
  const sealing = { outSeqno: 0xffff_fffe, _onWrite: onWrite, _encSSLName: name, _encKey: key, _encIV: startIv } as GcmSealing;
  const opening = { inSeqno: 0xffff_fffe, _onPayload: onPayload, _decipherSSLName: name, _decipherKey: key, _decipherIV: startIv } as GcmOpening;
  sealGcm(sealing);
  openGcm(opening);
  const send = (payload: Buffer): void => {
    const packet = sealing.allocPacket(payload.length);
    packet.set(payload, 5);
    sealing.encrypt(packet);
  };
  return { sealing, opening, send };
}

it.each([1, 7, 40_000, 1_000_000])('carries packets over the end of their numbers, in pieces of %i bytes', (piece) => {
  const wire: Buffer[] = [];
  const taken: string[] = [];
  const { sealing, opening, send } = ends((bytes) => void wire.push(Buffer.from(bytes)), (payload) => void taken.push(payload.toString('hex')));
  const sent = [3, 11, 32_777, 27, 32_777].map((length) => randomBytes(length));
  for (const payload of sent) send(payload);
  const bytes = Buffer.concat(wire);
  for (let at = 0; at < bytes.length; at += piece) opening.decrypt(bytes, at, Math.min(at + piece, bytes.length));
  expect(taken).toEqual(sent.map((payload) => payload.toString('hex')));
  expect([sealing.outSeqno, opening.inSeqno]).toEqual([3, 3]);
});

it('keeps a packet that waits to be sealed while others are sealed', () => {
  const wire: Buffer[] = [];
  const taken: Buffer[] = [];
  const { sealing, opening } = ends((bytes) => void wire.push(bytes), (payload) => void taken.push(Buffer.from(payload)));
  const payloads = [randomBytes(20_000), randomBytes(20_000)];
  const packets = payloads.map((payload) => {
    const packet = sealing.allocPacket(payload.length);
    packet.set(payload, 5);
    return packet;
  });
  for (const packet of packets) sealing.encrypt(packet);
  const bytes = Buffer.concat(wire);
  opening.decrypt(bytes, 0, bytes.length);
  expect(taken.map((payload, at) => payload.equals(payloads[at] ?? Buffer.alloc(0)))).toEqual([true, true]);
});

it('seals as RFC 5647 has it, with the counter one up for each packet and over its end', () => {
  const wire: Buffer[] = [];
  const { send } = ends((bytes) => void wire.push(bytes), () => undefined);
  const counters = ['fffffffffffffffe', 'ffffffffffffffff', '0000000000000000'];
  for (const counter of counters) {
    wire.length = 0;
    send(randomBytes(100));
    const bytes = Buffer.concat(wire);
    const length = bytes.readUInt32BE(0);
    expect([length % 16, bytes.length]).toEqual([0, 4 + length + 16]);
    const iv = Buffer.concat([startIv.subarray(0, 4), Buffer.from(counter, 'hex')]);
    const check = createDecipheriv(name, key, iv).setAAD(bytes.subarray(0, 4)).setAuthTag(bytes.subarray(-16));
    const plain = Buffer.concat([check.update(bytes.subarray(4, -16)), check.final()]);
    expect(plain[0]).toBe(length - 1 - 100);
    expect(plain[0]).toBeGreaterThanOrEqual(4);
  }
});

it('stops behind the packet whose payload ends these keys', () => {
  const wire: Buffer[] = [];
  const { opening, send } = ends((bytes) => void wire.push(bytes), () => false);
  for (let count = 0; count < 2; count++) send(randomBytes(3));
  expect(opening.decrypt(Buffer.concat(wire), 0, 72)).toBe(36);
});

it.each([0, 2, 9, 30])('takes no packet whose byte %s was changed', (at) => {
  const wire: Buffer[] = [];
  const taken: Buffer[] = [];
  const { opening, send } = ends((bytes) => void wire.push(bytes), (payload) => void taken.push(payload));
  send(randomBytes(3));
  const bytes = Buffer.concat(wire);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  expect(() => {
    opening.decrypt(bytes, 0, bytes.length);
    opening.decrypt(Buffer.alloc(300), 0, 300);
  }).toThrow(at === 0 ? 'Bad packet length' : /authenticate/u);
  expect(taken).toEqual([]);
});

it('seals nothing after it was freed', () => {
  const wire: Buffer[] = [];
  const { sealing, send } = ends((bytes) => void wire.push(bytes), () => undefined);
  (sealing as GcmSealing & { free(): void }).free();
  send(randomBytes(3));
  expect(wire).toEqual([]);
});

import { packet } from './codes.ts';

/** A number is a uint32, a bigint a uint64, a Buffer a string with its length before it; `raw` goes as it is. */
export type Field = number | bigint | Buffer | { readonly raw: Buffer };

/** One packet with its length, ready to send. */
export function encodeRequest(type: number, id: number, fields: readonly Field[]): Buffer {
  let length = 9;
  for (const field of fields) length += sizeOf(field);
  const bytes = Buffer.allocUnsafe(length);
  bytes.writeUInt32BE(length - 4, 0);
  bytes[4] = type;
  bytes.writeUInt32BE(id, 5);
  let at = 9;
  for (const field of fields) at = put(bytes, field, at);
  return bytes;
}

export function encodeRead(id: number, handle: Buffer, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(25 + handle.length);
  const at = putTransferHead(bytes, 0, packet.READ, 21 + handle.length, id, handle, offset);
  bytes.writeUInt32BE(length, at);
  return bytes;
}

/** Bytes before the data of a WRITE. */
export function writeHeadLength(handle: Buffer): number {
  return 25 + handle.length;
}

/** Writes the head of a WRITE right before its data, which starts at `dataStart`. Returns where the packet starts. */
export function putWriteHead(bytes: Buffer, dataStart: number, dataLength: number, id: number, handle: Buffer, offset: number): number {
  const start = dataStart - writeHeadLength(handle);
  const at = putTransferHead(bytes, start, packet.WRITE, 21 + handle.length + dataLength, id, handle, offset);
  bytes.writeUInt32BE(dataLength, at);
  return start;
}

function putTransferHead(bytes: Buffer, start: number, type: number, length: number, id: number, handle: Buffer, offset: number): number {
  bytes.writeUInt32BE(length, start);
  bytes[start + 4] = type;
  bytes.writeUInt32BE(id, start + 5);
  bytes.writeUInt32BE(handle.length, start + 9);
  bytes.set(handle, start + 13);
  const at = start + 13 + handle.length;
  bytes.writeUInt32BE(Math.floor(offset / 2 ** 32), at);
  bytes.writeUInt32BE(offset % 2 ** 32, at + 4);
  return at + 8;
}

function sizeOf(field: Field): number {
  if (typeof field === 'number') return 4;
  if (typeof field === 'bigint') return 8;
  return Buffer.isBuffer(field) ? 4 + field.length : field.raw.length;
}

function put(bytes: Buffer, field: Field, at: number): number {
  if (typeof field === 'number') return bytes.writeUInt32BE(field, at);
  if (typeof field === 'bigint') return bytes.writeBigUInt64BE(field, at);
  if (Buffer.isBuffer(field)) {
    bytes.writeUInt32BE(field.length, at);
    bytes.set(field, at + 4);
    return at + 4 + field.length;
  }
  bytes.set(field.raw, at);
  return at + field.raw.length;
}

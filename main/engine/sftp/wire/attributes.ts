import { attributeFlag } from './codes.ts';
import type { ReplyReader } from './reply-reader.ts';

/** What a server says about a file (draft-ietf-secsh-filexfer-02 section 5). Null where it does not say. */
export interface Attributes {
  readonly size: number | null;
  readonly userId: number | null;
  readonly groupId: number | null;
  /** Type and permission bits as in st_mode. */
  readonly mode: number | null;
  /** Seconds since the epoch. */
  readonly modified: number | null;
}

/** What to change about a file; what is left out stays. */
export interface AttributeChange {
  readonly size?: number;
  /** Permission bits. */
  readonly mode?: number;
  /** Seconds since the epoch; goes for the access time too, since the two travel together. */
  readonly modified?: number;
}

export function readAttributes(reader: ReplyReader): Attributes {
  const flags = reader.uint32();
  const told = flags & attributeFlag.SIZE ? reader.uint64() : null;
  let userId: number | null = null;
  let groupId: number | null = null;
  if (flags & attributeFlag.OWNER) {
    userId = reader.uint32();
    groupId = reader.uint32();
  }
  const mode = flags & attributeFlag.MODE ? reader.uint32() : null;
  let modified: number | null = null;
  if (flags & attributeFlag.TIMES) {
    reader.uint32();
    modified = reader.uint32();
  }
  // JavaScript's & gives a signed number for the top bit; it is only compared with 0.
  if ((flags & attributeFlag.EXTENDED) !== 0) {
    for (let count = reader.uint32(); count > 0; count--) {
      reader.bytes();
      reader.bytes();
    }
  }
  // No file is larger than a number here holds exactly; who names such a size does not know it.
  const size = told !== null && Number.isSafeInteger(told) ? told : null;
  return { size, userId, groupId, mode, modified };
}

export function encodeChange(change: AttributeChange): Buffer {
  const words: number[] = [0];
  let flags = 0;
  if (change.size !== undefined) {
    flags |= attributeFlag.SIZE;
    words.push(Math.floor(change.size / 2 ** 32), change.size % 2 ** 32);
  }
  if (change.mode !== undefined) {
    flags |= attributeFlag.MODE;
    words.push(change.mode);
  }
  if (change.modified !== undefined) {
    flags |= attributeFlag.TIMES;
    words.push(change.modified, change.modified);
  }
  words[0] = flags;
  const bytes = Buffer.allocUnsafe(words.length * 4);
  words.forEach((word, index) => bytes.writeUInt32BE(word, index * 4));
  return bytes;
}

/** One value of DER (X.690): its tag and its content. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
}

export const derTag = { INTEGER: 0x02, OCTETS: 0x04, OID: 0x06, SEQUENCE: 0x30 } as const;

/** The values that stand one after the other in `bytes`. Throws where one goes past the end. */
export function derValues(bytes: Buffer): readonly DerValue[] {
  const values: DerValue[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at]!;
    let length = bytes[at + 1] ?? 0;
    let start = at + 2;
    if (length >= 0x80) {
      const count = length - 0x80;
      if (count < 1 || count > 4 || start + count > bytes.length) throw new Error('A DER value without a sound length.');
      length = bytes.readUIntBE(start, count);
      start += count;
    }
    if (start + length > bytes.length) throw new Error('A DER value that goes past the end.');
    values.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

/** The value at `index` among those in `parent`, which must have the tag. Throws otherwise. */
export function derChild(parent: Buffer, index: number, tag: number): Buffer {
  const value = derValues(parent)[index];
  if (value?.tag !== tag) throw new Error(`No DER value of the tag ${tag} where one belongs.`);
  return value.content;
}

/** A small INTEGER that is not negative. */
export function derNumber(content: Buffer): number {
  if (content.length === 0 || content.length > 6) throw new Error('A DER number that is out of range.');
  return content.readUIntBE(0, content.length);
}

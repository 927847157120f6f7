import { describe, expect, it } from 'vitest';
import { nameFromSystem, systemPath } from './system-path.ts';

describe('names that are no UTF-8', () => {
  it.each([
    [[0x63, 0x61, 0x66, 0xe9], 'caf\udce9'],
    [[0xff, 0xfe], '\udcff\udcfe'],
    [[0xc3], '\udcc3'],
    [[0xc3, 0xa9, 0xe9, 0x21], 'é\udce9!'],
    [[0xf0, 0x9f, 0x99, 0x82, 0x80], '🙂\udc80'],
    // The UTF-8 form of a lone surrogate is itself invalid, so its three bytes stand one by one.
    [[0xed, 0xb2, 0x80], '\udced\udcb2\udc80'],
  ])('%j goes there and back', (bytes, name) => {
    expect(nameFromSystem(Buffer.from(bytes))).toBe(name);
    expect(Buffer.from(systemPath(name) as Buffer)).toEqual(Buffer.from(bytes));
  });

  it('leaves ordinary names strings', () => {
    expect(systemPath('/tmp/Größe 🙂')).toBe('/tmp/Größe 🙂');
    expect(nameFromSystem(Buffer.from('Größe 🙂'))).toBe('Größe 🙂');
  });
});

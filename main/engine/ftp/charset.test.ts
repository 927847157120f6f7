import { describe, expect, it } from 'vitest';
import { decodeLines, decodeName, decodeRaw, encodeName } from './charset.ts';

const bytesOf = (raw: string) => Buffer.from(raw, 'latin1');

describe('charset', () => {
  it.each(['', 'plain', 'Größe', '日本語', '🙂', '\ufeffbom', 'e\u0301'])('goes through UTF-8 with “%s”', (name) => {
    expect(bytesOf(encodeName(name))).toEqual(Buffer.from(name));
    expect(decodeName(Buffer.from(name))).toBe(name);
    expect(decodeRaw(encodeName(name))).toBe(name);
  });

  it('gives every byte back, whatever stands beside it', () => {
    const parts = [[0xe9], [0xff], [0xc3], [0xc3, 0xa9], [0xed, 0xb2, 0x80], [0xf0, 0x9f, 0x99], [0xf0, 0x9f, 0x99, 0x82], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x41], [0x80]];
    for (const first of parts) for (const second of parts) for (const third of parts) {
      const bytes = Buffer.from([...first, ...second, ...third]);
      expect(bytesOf(encodeName(decodeName(bytes)))).toEqual(bytes);
    }
  });

  it('shows bytes that are no UTF-8 as lone surrogates', () => {
    expect(decodeName(Buffer.from([0x63, 0xe9, 0x64]))).toBe('c\udce9d');
  });

  it('splits lines without letting one bad byte change the others', () => {
    expect(decodeLines(Buffer.from('ü\nö'))).toEqual(['ü', 'ö']);
    expect(decodeLines(Buffer.concat([Buffer.from('ü\n'), Buffer.from([0xe9]), Buffer.from('\n')]))).toEqual(['ü', '\udce9', '']);
  });
});

import { describe, expect, it } from 'vitest';
import { decodeLines, decodeRaw, encodeRaw } from './charset.ts';
import { openCharset } from './open-charset.ts';
import { utf8 } from './utf8.ts';
import type { Failure } from '../session/failure.ts';

describe('UTF-8', () => {
  it.each(['', 'plain', 'Größe', '日本語', '🙂', '\ufeffbom', 'e\u0301'])('takes and gives “%s”', (name) => {
    expect(utf8.encode(name)).toEqual(Buffer.from(name));
    expect(utf8.decode(Buffer.from(name))).toBe(name);
    expect(decodeRaw(utf8, encodeRaw(utf8, name))).toBe(name);
  });

  it('gives every byte back, whatever stands beside it', () => {
    const parts = [[0xe9], [0xff], [0xc3], [0xc3, 0xa9], [0xed, 0xb2, 0x80], [0xf0, 0x9f, 0x99], [0xf0, 0x9f, 0x99, 0x82], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x41], [0x80]];
    for (const first of parts) for (const second of parts) for (const third of parts) {
      const bytes = Buffer.from([...first, ...second, ...third]);
      expect(utf8.encode(utf8.decode(bytes))).toEqual(bytes);
    }
  });

  it('shows other bytes as lone surrogates', () => {
    expect(utf8.decode(Buffer.from([0x63, 0xe9, 0x64]))).toBe('c\udce9d');
  });

  it('splits lines without letting one bad byte change the others', () => {
    expect(decodeLines(utf8, Buffer.from('ü\nö'))).toEqual(['ü', 'ö']);
    expect(decodeLines(utf8, Buffer.concat([Buffer.from('ü\n'), Buffer.from([0xe9]), Buffer.from('\n')]))).toEqual(['ü', '\udce9', '']);
  });
});

describe('a legacy charset', () => {
  it.each([
    ['windows-1252', 'Größe €', [0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x80]],
    ['iso-8859-2', 'żółw', [0xbf, 0xf3, 0xb3, 0x77]],
    ['koi8-r', 'мир', [0xcd, 0xc9, 0xd2]],
    ['cp866', 'мир', [0xac, 0xa8, 0xe0]],
    ['shift_jis', '表示', [0x95, 0x5c, 0x8e, 0xa6]],
    ['euc-kr', '한글', [0xc7, 0xd1, 0xb1, 0xdb]],
    ['gb18030', '文𠀀', [0xce, 0xc4, 0x95, 0x32, 0x82, 0x36]],
    ['big5', '文', [0xa4, 0xe5]],
  ])('%s writes “%s” as its bytes and reads them', async (name, text, bytes) => {
    const charset = await openCharset(name);
    expect([...charset.encode(text)]).toEqual(bytes);
    expect(charset.decode(Buffer.from(bytes))).toBe(text);
    expect(decodeLines(charset, Buffer.from([...bytes, 10, 0x61]))).toEqual([text, 'a']);
  });

  it.each(['windows-1253', 'shift_jis', 'euc-jp', 'gbk', 'big5', 'gb18030', 'iso-8859-8'])('%s gives every pair of bytes back', async (name) => {
    const charset = await openCharset(name);
    for (let first = 0x7f; first <= 0xff; first += 1) for (let second = 0x20; second <= 0xff; second += 3) {
      const bytes = Buffer.from([first, second, 0x2e]);
      expect(charset.encode(charset.decode(bytes))).toEqual(bytes);
    }
  });

  it('refuses a name that it has no bytes for, and takes the escaped ones of another', async () => {
    const charset = await openCharset('iso-8859-1');
    expect(() => charset.encode('日本')).toThrow(expect.objectContaining({ data: expect.objectContaining({ reason: 'name-not-encodable' }) }) as Failure);
    expect([...(await openCharset('shift_jis')).encode('a\udcff')]).toEqual([0x61, 0xff]);
  });

  it.each(['no-such-charset', 'utf-16le', 'ucs2', 'utf7-imap', 'hex', 'base64', 'ibm037'])('is not “%s”', async (name) => {
    await expect(openCharset(name)).rejects.toMatchObject({ data: { reason: 'unknown-charset', parameters: { charset: name } } });
  });

  it.each([undefined, 'auto', 'UTF-8', 'utf8'])('is UTF-8 where the choice is %s', async (name) => {
    expect(await openCharset(name)).toBe(utf8);
  });
});

import { Failure } from '../session/failure.ts';
import { type Charset, encodeRuns, ESCAPE } from './charset.ts';
import { utf8 } from './utf8.ts';

/** Of the charsets that a file name may be in, none needs more bytes for a character (GB18030). */
const longestCharacter = 4;

/**
 * The charset of that name: UTF-8 for `auto` and where none is named, else one that iconv knows. Rejects with `unknown-charset` what is no
 * charset, and what cannot stand in a line of FTP because its ASCII is not ASCII (UTF-16, say).
 */
export async function openCharset(name: string | undefined): Promise<Charset> {
  if (name === undefined || name === 'auto' || /^utf-?8$/iu.test(name)) return utf8;
  const { default: iconv } = await import('iconv-lite');
  const sample = 'MLSD /AZaz09 ._-\r\n';
  if (!iconv.encodingExists(name) || !iconv.encode(sample, name, { addBOM: false }).equals(Buffer.from(sample))) throw Failure.of('unknown-charset', { charset: name });

  const decode = (bytes: Buffer): string => iconv.decode(bytes, name, { stripBOM: false });
  const comesBack = (bytes: Buffer, text: string): boolean => !text.includes('\ufffd') && iconv.encode(text, name).equals(bytes);
  const decodeEscaping = (bytes: Buffer): string => {
    let text = '';
    for (let start = 0; start < bytes.length; ) {
      const first = bytes[start] ?? 0;
      const found = first < 0x80 ? { text: String.fromCharCode(first), length: 1 } : characterAt(bytes, start);
      text += found?.text ?? String.fromCharCode(ESCAPE + first);
      start += found?.length ?? 1;
    }
    return text;
  };
  const characterAt = (bytes: Buffer, start: number): { readonly text: string; readonly length: number } | null => {
    for (let length = 1; length <= longestCharacter && start + length <= bytes.length; length += 1) {
      const part = bytes.subarray(start, start + length);
      const text = decode(part);
      if (comesBack(part, text)) return { text, length };
    }
    return null;
  };

  return {
    name,
    decode: (given) => {
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
      const whole = decode(bytes);
      return comesBack(bytes, whole) ? whole : decodeEscaping(bytes);
    },
    encode: (text) => encodeRuns(text, (part) => {
      const bytes = iconv.encode(part, name);
      if (decode(bytes) !== part) throw Failure.of('name-not-encodable', { name: text, charset: name });
      return bytes;
    }),
  };
}

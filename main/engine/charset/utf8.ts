import { isUtf8 } from 'node:buffer';
import { type Charset, encodeRuns, ESCAPE } from './charset.ts';

/** UTF-8 (RFC 3629), as FTP (RFC 2640) and SFTP servers of today write names. */
export const utf8: Charset = {
  name: 'utf-8',
  decode: (bytes) => {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return isUtf8(whole) ? whole.toString('utf8') : decodeEscaping(whole);
  },
  encode: (text) => encodeRuns(text, (part) => Buffer.from(part, 'utf8')),
};

function decodeEscaping(bytes: Buffer): string {
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    const length = sequenceLength(bytes, start);
    text += length === 0 ? String.fromCharCode(ESCAPE + (bytes[start] ?? 0)) : bytes.toString('utf8', start, start + length);
    start += Math.max(length, 1);
  }
  return text;
}

/** Bytes of the character that starts here; 0 where none does (RFC 3629 section 4). */
function sequenceLength(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  return length > 0 && start + length <= bytes.length && isUtf8(bytes.subarray(start, start + length)) ? length : 0;
}

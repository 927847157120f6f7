import { isUtf8 } from 'node:buffer';
import type { ImageType } from '../../../shared/model/file-preview.ts';

/** So many bytes tell what is in a file. */
export const TELLING = 4096;

type ContentKind = ImageType | 'text' | 'binary';

/** Each image by what stands where in it. */
const images: readonly (readonly [ImageType, offset: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBPVP8'],
  ['image/avif', 4, 'ftypavif'],
  ['image/avif', 4, 'ftypavis'],
];

/** What a file is by its first bytes; its name may say anything. An SVG is text. */
export function contentKind(start: Buffer): ContentKind {
  const image = images.find(([, offset, bytes]) => start.toString('latin1', offset, offset + bytes.length) === bytes);
  if (image !== undefined) return image[0];
  return byteOrderMark(start) !== null || isReadable(start.subarray(0, TELLING)) ? 'text' : 'binary';
}

/** How the text is encoded, by the mark at its beginning (Unicode standard, section 23.8); null where there is none. */
export function byteOrderMark(start: Buffer): 'utf-16le' | 'utf-16be' | 'utf-8' | null {
  const [first, second, third] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null;
}

/** No NUL, and hardly a control character that no text has; in a legacy charset more than one of those in fifty is chance, not text. */
function isReadable(start: Buffer): boolean {
  if (start.includes(0)) return false;
  let odd = 0;
  for (const byte of start) if (byte < 7 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) odd++;
  return odd * (isUtf8(start) ? 10 : 50) <= start.length;
}

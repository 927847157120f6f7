import { byteOrderMark } from './content-kind.ts';

/**
 * Bytes as text: by their byte order mark, else as UTF-8, else as Windows-1252, in which every byte is a character. A character that is
 * cut at the end is left out, unless the text is `whole`.
 */
export async function decodeText(bytes: Buffer, whole: boolean): Promise<string> {
  const mark = byteOrderMark(bytes);
  const { default: iconv } = await import('iconv-lite');
  if (mark === 'utf-16le' || mark === 'utf-16be') return iconv.decode(bytes.subarray(0, bytes.length & ~1), mark);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    return iconv.decode(bytes, 'win1252');
  }
}

import { ReplyReader } from '../wire/reply-reader.ts';

/** A public key as authorized_keys has it (sshd(8), AUTHORIZED_KEYS FILE FORMAT): type, base64, and a comment in one line. */
export function publicLine(publicBlob: Buffer, comment: string): string {
  const words = comment.replaceAll(/\p{Cc}/gu, ' ').trim();
  return `${new ReplyReader(publicBlob).text()} ${publicBlob.toString('base64')}${words === '' ? '' : ` ${words}`}`;
}

/** The line without what does not belong there, and what tells the key from others; null where it holds no key. */
export function readPublicLine(text: string): { readonly line: string; readonly base64: string } | null {
  const [type, base64, ...rest] = text.trim().split(/[ \t]+/u);
  if (type === undefined || base64 === undefined || /[\r\n]/u.test(text.trim())) return null;
  const blob = Buffer.from(base64, 'base64');
  try {
    if (blob.length === 0 || new ReplyReader(blob).text() !== type) return null;
  } catch {
    return null;
  }
  return { line: publicLine(blob, rest.join(' ')), base64: blob.toString('base64') };
}

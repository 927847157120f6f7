const mask = 0xa3;
/** Marks a length that is followed by another. */
const longMark = 0xff;

/**
 * A password as WinSCP stores it where no master password is set: each byte turned about in a fixed way and written in hexadecimal, with a
 * length and filling in front, and with user and host before the password itself. Null where it is not that.
 */
export function readWinScpPassword(stored: string, account: string): string | null {
  if (!/^(?:[\da-f]{2})+$/iu.test(stored)) return null;
  const bytes = Buffer.from(stored, 'hex').map((byte) => ~(byte ^ mask) & 0xff);
  const marked = bytes[0] === longMark;
  const lengthAt = marked ? 2 : 0;
  const length = bytes[lengthAt];
  const filling = bytes[lengthAt + 1];
  if (length === undefined || filling === undefined) return null;
  const start = lengthAt + 2 + filling;
  if (start + length > bytes.length) return null;
  const text = Buffer.from(bytes.subarray(start, start + length)).toString('utf8');
  if (!marked) return text;
  return text.startsWith(account) ? text.slice(account.length) : null;
}

import { Failure } from './failure.ts';

/** Refuses what could end one command and begin another (RFC 959 section 5.3: a command ends at CRLF), and NUL. */
export function commandSafe(text: string): string {
  if (/[\r\n\0]/u.test(text)) throw Failure.of('bad-argument', { name: text.replace(/[\r\n\0]/gu, '␤') });
  return text;
}

import type { FtpConnection } from './connection.ts';
import { pathOfPwd } from './directory-reply.ts';
import { isCompletion } from './reply.ts';

/** Servers name the directory that was entered by its own path (PWD, RFC 959 section 4.1.3), whatever links led there. */
export async function resolveDirectory({ control }: FtpConnection, path: string): Promise<string | null> {
  if (!isCompletion(await control.exchange(`CWD ${path}`))) return null;
  const told = pathOfPwd((await control.exchange('PWD')).raw);
  return told === null ? path : control.text(told);
}

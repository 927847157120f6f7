/** One reply of the server (RFC 959 section 4.2). */
export interface Reply {
  readonly code: number;
  /** All lines with their codes, joined by LF, decoded for reading. */
  readonly text: string;
  /** The same as it came, one character per byte; for names and listings inside replies. */
  readonly raw: string;
}

export function isPreliminary(reply: Reply): boolean {
  return reply.code < 200;
}

export function isCompletion(reply: Reply): boolean {
  return reply.code >= 200 && reply.code < 300;
}

export function isIntermediate(reply: Reply): boolean {
  return reply.code >= 300 && reply.code < 400;
}

/** Whether the server does not know the command, or knows it and will not do it in general (RFC 959: 500, 501, 502, 503, 504). */
export function isUnknownCommand(reply: Reply): boolean {
  return reply.code >= 500 && reply.code <= 504;
}

/** The lines between the first and the last of a multi-line reply, as they came. */
export function innerLines(reply: Reply): readonly string[] {
  return reply.raw.split('\n').slice(1, -1);
}

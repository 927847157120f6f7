/** The bytes between the lines `BEGIN label` and `END label` (RFC 7468), or null where they are not there. Headers are left out. */
export function pemBytes(text: string, label: string): Buffer | null {
  const begin = `-----BEGIN ${label}-----`;
  const start = text.indexOf(begin);
  const end = text.indexOf(`-----END ${label}-----`, start);
  if (start < 0 || end < 0) return null;
  return Buffer.from(text.slice(start + begin.length, end).replace(/^[A-Za-z-]+:.*$/gmu, ''), 'base64');
}

/** The PEM block with that label and its lines. */
export function pemBlock(text: string, label: string): string | null {
  const start = text.indexOf(`-----BEGIN ${label}-----`);
  const close = `-----END ${label}-----`;
  const end = text.indexOf(close, start);
  return start < 0 || end < 0 ? null : `${text.slice(start, end + close.length)}\n`;
}

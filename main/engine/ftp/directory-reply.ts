/** The path in a 257 reply to PWD as it came: quoted, quotes in it doubled (RFC 959 section 5.4 and appendix II). Null where there is none. */
export function pathOfPwd(raw: string): string | null {
  const quoted = /^257[ -]"(?<path>(?:[^"]|"")*)"/u.exec(raw)?.groups?.['path']?.replaceAll('""', '"');
  const path = quoted ?? /^257[ -](?<path>\/\S*)/u.exec(raw)?.groups?.['path'];
  return path === undefined || path === '' ? null : path;
}

/**
 * A path as one of several arguments. Servers that take it apart at blanks (SITE SYMLINK, XSHA256…) know double quotes with a backslash
 * before what would end them; a path without any of these goes as it is, since not every server knows quotes.
 */
export function quoteArgument(path: string): string {
  return /[\s"\\]/u.test(path) ? `"${path.replace(/["\\]/gu, '\\$&')}"` : path;
}

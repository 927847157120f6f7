/**
 * Whether a name from a listing stays inside the directory it was listed in. `..`, an absolute path, a separator or a control character
 * that ends a command would let a hostile server choose where we read or write.
 */
export function staysInDirectory(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\0\r\n]/u.test(name);
}

/** The twelve permission bits as `ls` writes them: `rwxr-xr-x`, with `s`, `S`, `t`, `T` for set-id and sticky bits. */
export function formatPermissions(mode: number): string {
  const triple = (shift: number, special: number, letter: string): string => {
    const bits = mode >> shift;
    const run = (bits & 1) !== 0;
    const marked = (mode & special) !== 0;
    const last = marked ? (run ? letter : letter.toUpperCase()) : run ? 'x' : '-';
    return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't');
}

/** The same in octal: `755`, `4755`. */
export function formatOctal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(3, '0');
}

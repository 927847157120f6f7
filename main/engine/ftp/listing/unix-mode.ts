/** The twelve permission bits of nine letters such as `rwsr-xr-t`; lower-case s and t are special and executable, upper-case ones special only. */
export function modeOf(letters: string): number {
  let mode = 0;
  for (let at = 0; at < 9; at += 1) {
    const letter = letters.charAt(at);
    const place = at % 3;
    const set = place === 0 ? letter === 'r' : place === 1 ? letter === 'w' : /[xst]/u.test(letter);
    if (set) mode |= 0o400 >> at;
    if (place === 2 && /[sStTlL]/u.test(letter)) mode |= [0o4000, 0o2000, 0o1000][(at - 2) / 3] ?? 0;
  }
  return mode;
}

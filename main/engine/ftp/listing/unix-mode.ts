const lowerR = 114;
const lowerS = 115;
const lowerT = 116;
const lowerW = 119;
const lowerX = 120;
const dash = 45;
const upperL = 76;
const upperS = 83;
const upperT = 84;
const lowerL = 108;
const special = [0o4000, 0o2000, 0o1000];

/**
 * The twelve permission bits of the nine letters that start at `from`, such as `rwsr-xr-t`; lower-case s and t are special and
 * executable, upper-case ones special only, l and L (mandatory locking) special. Null where the letters are no permissions.
 */
export function modeAt(line: string, from: number): number | null {
  let mode = 0;
  for (let at = 0; at < 9; at += 1) {
    const code = line.charCodeAt(from + at);
    const bit = 0o400 >> at;
    const place = at % 3;
    if (code === dash) continue;
    if (place === 0 ? code === lowerR : place === 1 ? code === lowerW : code === lowerX) mode |= bit;
    else if (place < 2) return null;
    else if (code === lowerS || code === lowerT) mode |= bit | (special[(at - 2) / 3] ?? 0);
    else if (code === upperS || code === upperT || code === upperL || code === lowerL) mode |= special[(at - 2) / 3] ?? 0;
    else return null;
  }
  return mode;
}

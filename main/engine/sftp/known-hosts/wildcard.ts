/**
 * Whether a name in lower case fits a pattern in which `*` stands for any characters and `?` for any one. Walks pattern and name side by
 * side, going back to the last star where they part: no pattern makes it slow.
 */
export function wildcard(written: string): (name: string) => boolean {
  const pattern = written.toLowerCase();
  return (name) => {
    let [at, place] = [0, 0];
    let [star, behind] = [-1, 0];
    while (place < name.length) {
      if (pattern[at] === '*') [star, behind, at] = [at, place, at + 1];
      else if (pattern[at] === '?' || pattern[at] === name[place]) [at, place] = [at + 1, place + 1];
      else if (star >= 0) [at, place, behind] = [star + 1, behind + 1, behind + 1];
      else return false;
    }
    while (pattern[at] === '*') at++;
    return at === pattern.length;
  };
}

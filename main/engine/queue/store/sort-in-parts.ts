/** So many are sorted or merged between two yields. */
const PART = 2_000;

/** The places of so many things in the order that `before` gives two of them (negative: the first comes first). Yields again and again, so that whoever runs it can do something else. */
export function* sortInParts(count: number, before: (a: number, b: number) => number): Generator<void, Uint32Array> {
  let sorted = new Uint32Array(count);
  let merged = new Uint32Array(count);
  for (let start = 0; start < count; start += PART) {
    if (start > 0) yield;
    const part = sorted.subarray(start, start + PART);
    for (let index = 0; index < part.length; index++) part[index] = start + index;
    part.sort(before);
  }
  for (let width = PART; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const [middle, end] = [Math.min(start + width, count), Math.min(start + 2 * width, count)];
      yield* merge(sorted, merged, [start, middle, end], before);
    }
    [sorted, merged] = [merged, sorted];
  }
  return sorted;
}

/** Two stretches beside each other, each in order, as one. */
function* merge(from: Uint32Array, to: Uint32Array, [start, middle, end]: readonly [number, number, number], before: (a: number, b: number) => number): Generator<void, void> {
  if (middle === end || before(from[middle - 1]!, from[middle]!) <= 0) {
    to.set(from.subarray(start, end), start);
    return yield;
  }
  let [left, right] = [start, middle];
  for (let at = start; at < end; at++) {
    const takesLeft = left < middle && (right === end || before(from[left]!, from[right]!) <= 0);
    to[at] = takesLeft ? from[left++]! : from[right++]!;
    if (at % PART === 0) yield;
  }
}

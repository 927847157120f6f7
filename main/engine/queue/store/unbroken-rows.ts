/**
 * The rows of a statement, one after the other. Where it breaks on the way, `guarded` mends that, and it goes on from the same place in what took
 * the place of the database, which `generation` tells.
 */
export function* unbrokenRows<T>(begin: () => Iterable<T>, guarded: <R>(work: () => R) => R, generation: () => number): Generator<T> {
  let given = 0;
  let rows: Iterator<T> | null = null;
  let of = generation();
  const next = (): IteratorResult<T> => {
    if (rows === null || of !== generation()) {
      of = generation();
      rows = begin()[Symbol.iterator]();
      for (let skipped = 0; skipped < given; skipped++) rows.next();
    }
    return rows.next();
  };
  for (let result = guarded(next); result.done !== true; result = guarded(next)) {
    given++;
    yield result.value;
  }
}

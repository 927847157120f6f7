import type { Entry } from '../../shared/model/entry.ts';
import type { ModeChange } from '../../shared/model/mode-change.ts';

/** What the dialog says of the nine permission bits: those of `mask` become as in `bits`, the others stay as each file has them. */
export type ModeBits = Pick<ModeChange, 'mask' | 'bits'>;

/** Owner, group, others, from the left as they are written. */
export const triples = [6, 3, 0] as const;

/** What all of these files agree on. A mode that nobody knows agrees with nothing. */
export function commonBits(entries: readonly Pick<Entry, 'mode'>[]): ModeBits {
  const modes = entries.map(({ mode }) => mode);
  const [first] = modes;
  if (first === undefined || first === null || modes.includes(null)) return { mask: 0, bits: 0 };
  const differing = modes.reduce<number>((all, mode) => all | ((mode ?? 0) ^ first), 0);
  const mask = 0o777 & ~differing;
  return { mask, bits: first & mask };
}

/** The bit from kept to set to cleared and, where it may stay as it is, kept again. */
export function turned({ mask, bits }: ModeBits, bit: number, mayKeep: boolean): ModeBits {
  if ((mask & bit) === 0) return { mask: mask | bit, bits: bits | bit };
  if ((bits & bit) !== 0) return { mask, bits: bits & ~bit };
  return mayKeep ? { mask: mask & ~bit, bits } : { mask, bits: bits | bit };
}

/** Three digits; `x` for three bits that stay as they are, `?` for three of which only some do. */
export function digitsOf({ mask, bits }: ModeBits): string {
  return triples.map((shift) => {
    const kept = 7 & ~(mask >> shift);
    return kept === 7 ? 'x' : kept === 0 ? String((bits >> shift) & 7) : '?';
  }).join('');
}

/** The reverse of `digitsOf` for what a person types; null for anything else. */
export function bitsOfDigits(text: string): ModeBits | null {
  if (!/^[0-7x]{3}$/iu.test(text)) return null;
  let mask = 0;
  let bits = 0;
  triples.forEach((shift, index) => {
    const digit = text[index] ?? 'x';
    if (!/[0-7]/u.test(digit)) return;
    mask |= 7 << shift;
    bits |= Number(digit) << shift;
  });
  return { mask, bits };
}

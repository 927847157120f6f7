import { z } from 'zod';

/** How permission bits change: those of `mask` become as in `bits`, the others stay as each file has them. */
export const modeChangeSchema = z.object({
  mask: z.int().min(0).max(0o7777),
  bits: z.int().min(0).max(0o7777),
  /** Whether what is in folders changes too. Links are never followed. */
  recursive: z.boolean(),
  /** What changes of that. */
  to: z.enum(['all', 'files', 'directories']),
});
export type ModeChange = z.infer<typeof modeChangeSchema>;

/** The bits that most files and folders have, for those whose own bits nobody knows. */
const usual = { file: 0o644, directory: 0o755 } as const;

/** The bits of a file or folder after the change; `mode` is what it has, null where unknown. */
export function changedMode({ mask, bits }: Pick<ModeChange, 'mask' | 'bits'>, mode: number | null, kind: 'file' | 'directory'): number {
  return ((mode ?? usual[kind]) & ~mask) | (bits & mask);
}

/**
 * A change as chmod writes it: octal (`644`, `2755`) or letters (`u+x,go-w,a=r`); `X` is not among them. Null for anything else.
 */
export function readModeChange(text: string): Pick<ModeChange, 'mask' | 'bits'> | null {
  if (/^[0-7]{3,4}$/u.test(text)) return { mask: text.length === 4 ? 0o7777 : 0o777, bits: Number.parseInt(text, 8) };
  let mask = 0;
  let bits = 0;
  for (const clause of text.split(',')) {
    const parts = /^([ugoa]*)([-+=])([rwxst]*)$/u.exec(clause);
    if (parts === null) return null;
    const [, who = '', sign = '', what = ''] = parts;
    const whose = who === '' || who.includes('a') ? 'ugo' : who;
    const named = bitsOf(whose, what);
    const touched = sign === '=' ? bitsOf(whose, 'rwx') | named : named;
    mask |= touched;
    bits = sign === '-' ? bits & ~named : (sign === '=' ? bits & ~touched : bits) | named;
  }
  return { mask, bits };
}

function bitsOf(whose: string, what: string): number {
  let bits = what.includes('t') ? 0o1000 : 0;
  const one = (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (what.includes('x') ? 1 : 0);
  if (whose.includes('u')) bits |= (one << 6) | (what.includes('s') ? 0o4000 : 0);
  if (whose.includes('g')) bits |= (one << 3) | (what.includes('s') ? 0o2000 : 0);
  if (whose.includes('o')) bits |= one;
  return bits;
}

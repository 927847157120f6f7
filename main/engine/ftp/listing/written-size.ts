import type { Entry } from '../../../../shared/model/entry.ts';

export type WrittenSize = Pick<Entry, 'size' | 'sizeRounded'>;

const steps: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4, P: 1024 ** 5 };

/** A size as people write it: `512`, `3,276,800`, `12.5k`, `2KB` (steps of 1024). Null where the word is no size. */
export function writtenSize(word: string): WrittenSize | null {
  if (/^\d{1,16}$/u.test(word)) {
    const size = Number(word);
    return { size: Number.isSafeInteger(size) ? size : null };
  }
  if (/^\d{1,3}(?:,\d{3}){1,5}$/u.test(word) || /^\d{1,3}(?:\.\d{3}){1,5}$/u.test(word)) return { size: Number(word.replace(/[,.]/gu, '')) };
  const parts = /^(\d{1,7}(?:[.,]\d{1,3})?)([KMGTP])i?B?$/iu.exec(word);
  const step = steps[parts?.[2]?.toUpperCase() ?? ''];
  if (parts === null || step === undefined) return null;
  return { size: Math.round(Number((parts[1] ?? '').replace(',', '.')) * step), sizeRounded: true };
}

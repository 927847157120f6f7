import type { RefObject } from 'react';

/** What a password field holds, which is empty from there on. The page keeps no copy of it beyond the call that it goes into. */
export function takeValue({ current }: RefObject<HTMLInputElement | null>): string {
  if (current === null) return '';
  const { value } = current;
  current.value = '';
  return value;
}

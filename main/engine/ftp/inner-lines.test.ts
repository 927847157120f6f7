import { expect, it } from 'vitest';
import { InnerLines } from './inner-lines.ts';

const stream = '150-Not yet\r\n150 Soon\r\n213-Status follows:\r\n-rw 1 a\r\n213-also inner\r\n 213 this too\r\n213 End\r\n200-next\r\nmore\r\n200 Done\r\n';

it.each([1, 2, 3, 100])('takes out what is between, in whatever pieces of %i lines it comes', (count) => {
  let inner = '';
  const taker = new InnerLines((lines) => { inner += lines; });
  const lines = stream.split(/(?<=\n)/u);
  let rest = '';
  for (let at = 0; at < lines.length; at += count) rest += taker.strip(lines.slice(at, at + count).join(''));
  expect(inner).toBe('-rw 1 a\r\n213-also inner\r\n 213 this too\r\nmore\r\n');
  expect(rest).toBe('150-Not yet\r\n150 Soon\r\n213-Status follows:\r\n213 End\r\n200-next\r\n200 Done\r\n');
});

it('leaves a refusal whole, and lines that are no reply', () => {
  const taker = new InnerLines(() => { throw new Error('nothing is inner'); });
  const refusal = '550-No such\r\nthing\r\n550 there\r\n';
  expect(taker.strip(refusal)).toBe(refusal);
  expect(taker.strip('')).toBe('');
});

import { describe, expect, it } from 'vitest';
import { checkedSink } from './checked-tail.ts';

function sinkOf(expected: string) {
  const passed: string[] = [];
  const sink = checkedSink(Buffer.from(expected), '/f', { write: (bytes) => void passed.push(Buffer.from(bytes).toString()) });
  return { sink, passed: () => passed.join('') };
}

describe('the end of what is there already', () => {
  it.each([[['abcdef']], [['a', 'bcd', 'ef']], [['ab', 'cd', 'e', 'f']], [['abc', 'def']]])('is compared and not written again, however it comes: %j', async (pieces) => {
    const { sink, passed } = sinkOf('abc');
    for (const piece of pieces) await sink.write(Buffer.from(piece));
    expect([passed(), sink.checked()]).toEqual(['def', true]);
  });

  it('lets nothing pass when it is another', async () => {
    const { sink, passed } = sinkOf('abc');
    await sink.write(Buffer.from('ab'));
    await expect(sink.write(Buffer.from('Xdef'))).rejects.toMatchObject({ data: { reason: 'resume-mismatch' } });
    expect(passed()).toBe('');
  });

  it('is not there when the stream ends before it', async () => {
    const { sink } = sinkOf('abc');
    await sink.write(Buffer.from('ab'));
    expect(sink.checked()).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import { createQuestions } from './ask.ts';

const question = { kind: 'password', host: 'h', user: 'u', again: false } as const;

function asking() {
  const events: EngineEvent[] = [];
  const questions = createQuestions((event) => events.push(event));
  return { events, questions };
}

describe('questions to the user', () => {
  it('come back with their answers', async () => {
    const { events, questions } = asking();
    const answer = questions.ask(question, new AbortController().signal);
    const [open] = questions.open();
    expect(events).toEqual([{ type: 'question', id: open!.id, question }]);
    expect(() => questions.answer(open!.id, { kind: 'host-key', answer: 'always' })).toThrow();
    questions.answer(open!.id, { kind: 'password', answer: { secret: 's' } });
    expect(await answer).toEqual({ secret: 's' });
    expect(questions.open()).toEqual([]);
    questions.answer(open!.id, { kind: 'password', answer: null });
  });

  it('are withdrawn when who asked gives up', async () => {
    const { events, questions } = asking();
    const cancel = new AbortController();
    const answer = questions.ask(question, cancel.signal);
    cancel.abort();
    await expect(answer).rejects.toMatchObject({ data: { reason: 'cancelled' } });
    expect(events.map((event) => event.type)).toEqual(['question', 'question-withdrawn']);
    await expect(questions.ask(question, cancel.signal)).rejects.toMatchObject({ data: { reason: 'cancelled' } });
    expect(events).toHaveLength(2);
  });
});

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../shared/ipc/engine-calls.ts';
import type { QuestionId } from '../../shared/model/ids.ts';
import type { Answer, Question } from '../../shared/model/question.ts';

export interface OpenQuestion {
  readonly id: QuestionId;
  readonly question: Question;
}

export interface Questions {
  /** Oldest first; the first one is shown. */
  readonly store: StoreApi<{ readonly open: readonly OpenQuestion[] }>;
  ask(question: OpenQuestion): void;
  withdraw(id: QuestionId): void;
  reset(questions: readonly OpenQuestion[]): void;
  answer(id: QuestionId, answer: Answer): void;
}

export function createQuestions(engine: Client<EngineCalls>): Questions {
  const store = createStore<{ readonly open: readonly OpenQuestion[] }>(() => ({ open: [] }));
  const withdraw = (id: QuestionId): void => store.setState(({ open }) => ({ open: open.filter((one) => one.id !== id) }));
  return {
    store,
    ask: (question) => store.setState(({ open }) => ({ open: open.some((one) => one.id === question.id) ? open : [...open, question] })),
    withdraw,
    reset: (questions) => store.setState({ open: questions }),
    answer: (id, answer) => {
      withdraw(id);
      // An answer that comes too late has no one to go to: the question was withdrawn or its engine is gone.
      void engine.answer(id, answer);
    },
  };
}

import { randomUUID } from 'node:crypto';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import { questionIdSchema, type QuestionId } from '../../shared/model/ids.ts';
import type { Answer, Question } from '../../shared/model/question.ts';
import type { Ask } from './session/context.ts';
import { Failure } from './session/failure.ts';

export interface Questions {
  readonly ask: Ask;
  /** Answers the question with this id. One that is answered or withdrawn already is passed over; an answer of another kind is refused. */
  answer(id: QuestionId, answer: Answer): void;
  /** What waits for an answer, oldest first. */
  open(): readonly { readonly id: QuestionId; readonly question: Question }[];
  /** Withdraws all questions; who asked gets `cancelled`. */
  withdrawAll(): void;
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (answer: unknown) => void;
  readonly withdraw: () => void;
}

/** Carries questions to the user and answers back, by id. */
export function createQuestions(emit: (event: EngineEvent) => void): Questions {
  const waiting = new Map<QuestionId, Waiting>();

  const ask = (question: Question, signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(Failure.of('cancelled'));
        return;
      }
      const id = questionIdSchema.parse(randomUUID());
      const withdraw = (): void => {
        if (!waiting.delete(id)) return;
        emit({ type: 'question-withdrawn', id });
        reject(Failure.of('cancelled'));
      };
      signal.addEventListener('abort', withdraw, { once: true });
      waiting.set(id, {
        question,
        withdraw,
        resolve: (answer) => {
          signal.removeEventListener('abort', withdraw);
          resolve(answer);
        },
      });
      emit({ type: 'question', id, question });
    });

  return {
    ask: ask as Ask,
    answer: (id, { kind, answer }) => {
      const asked = waiting.get(id);
      if (asked === undefined) return;
      if (asked.question.kind !== kind) throw Failure.of('bad-call', {}, `An answer to ${kind} does not fit ${asked.question.kind}.`);
      waiting.delete(id);
      asked.resolve(answer);
    },
    open: () => [...waiting].map(([id, { question }]) => ({ id, question })),
    withdrawAll: () => {
      for (const { withdraw } of waiting.values()) withdraw();
    },
  };
}

import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { Questions } from '../ask.ts';
import type { Operations } from './operations.ts';

export function questionCalls({ questions, operations }: { readonly questions: Questions; readonly operations: Operations }): Pick<Handlers<EngineCalls>, 'answer' | 'cancel'> {
  return {
    answer: (id, answer) => questions.answer(id, answer),
    cancel: (operation) => operations.cancel(operation),
  };
}

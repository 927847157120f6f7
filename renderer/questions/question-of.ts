import type { Question, QuestionKind } from '../../shared/model/question.ts';

/** The question of one kind. */
export type QuestionOf<K extends QuestionKind> = Extract<Question, { readonly kind: K }>;

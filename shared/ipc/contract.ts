import { z } from 'zod';
import type { Outcome } from '../model/outcome.ts';

declare const resultType: unique symbol;

/** One call between processes: a zod tuple checks the arguments at run time, the type parameter names the result. */
export interface CallDeclaration<Arguments extends z.ZodTuple = z.ZodTuple, Result = unknown> {
  readonly args: Arguments;
  /** Carries the result's type; never there at run time. */
  readonly [resultType]?: Result;
}

/** Declares a call: `call<Result>()(argumentSchema, …)`. */
export function call<Result>() {
  return <const Items extends readonly z.ZodType[]>(...items: Items) =>
    ({ args: z.tuple(items as unknown as [z.ZodType, ...z.ZodType[]]) }) as unknown as CallDeclaration<z.ZodTuple<Items, null>, Result>;
}

export type Contract = Readonly<Record<string, CallDeclaration>>;
export type ArgumentsOf<D> = D extends { readonly args: infer A extends z.ZodType } ? (z.output<A> extends readonly unknown[] ? z.output<A> : never) : never;
export type InputsOf<D> = D extends { readonly args: infer A extends z.ZodType } ? (z.input<A> extends readonly unknown[] ? z.input<A> : never) : never;
export type ResultOf<D> = D extends { readonly [resultType]?: infer R } ? Exclude<R, undefined> : never;

/** What the serving process must supply: one function per declared call. It throws or rejects with a failure; the link turns that into data. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C]: (...args: ArgumentsOf<C[K]>) => ResultOf<C[K]> | Promise<ResultOf<C[K]>>;
};

/** What the calling process gets: one function per declared call, that never rejects. */
export type Client<C extends Contract> = {
  readonly [K in keyof C]: (...args: InputsOf<C[K]>) => Promise<Outcome<ResultOf<C[K]>>>;
};

import type { Contract, Handlers } from './contract.ts';
import { failureData, type FailureData } from '../model/failure.ts';
import { failed, type Outcome, succeeded } from '../model/outcome.ts';

/** Turns whatever a handler threw into a failure that can travel. The serving process supplies it, since it knows its own error classes. */
export type FailureMapper = (thrown: unknown) => FailureData;

/**
 * Runs one incoming call against the handlers, for every transport alike: checks the name and the arguments, runs the handler, and
 * wraps what comes of it. Never rejects.
 */
export async function dispatch<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  toFailure: FailureMapper,
  name: unknown,
  args: unknown,
): Promise<Outcome<unknown>> {
  if (typeof name !== 'string' || !Object.hasOwn(contract, name)) {
    return failed(failureData('bad-call', {}, `unknown call ${String(name)}`));
  }
  const parsed = contract[name]!.args.safeParse(args);
  if (!parsed.success) {
    return failed(failureData('bad-call', {}, `${name}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`));
  }
  try {
    const handler = handlers[name as keyof C] as (...given: readonly unknown[]) => unknown;
    return succeeded(await handler(...(parsed.data as readonly unknown[])));
  } catch (thrown) {
    return failed(toFailure(thrown));
  }
}

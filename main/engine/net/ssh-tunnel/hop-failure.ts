import { describeFailure } from '../../../../shared/locale/describe-failure.ts';
import type { HopNumber } from '../../../../shared/model/tunnel.ts';
import { Failure } from '../../session/failure.ts';

/** One hop, for the words about it. */
export interface HopPlace extends HopNumber {
  /** `bastion.example.org:22` */
  readonly hop: string;
}

/** What stopped a hop from being passed, with its name. What the user cancelled stays so, and a hop that already speaks of another keeps its words. */
export function hopFailure(problem: unknown, place: HopPlace): unknown {
  if (!(problem instanceof Failure)) return problem;
  const { code, reason, detail } = problem.data;
  if (code === 'cancelled' || reason.startsWith('hop-')) return problem;
  const { what, next } = describeFailure(problem.data);
  const words = { ...place, what, next };
  if (code === 'trust') return Failure.of('hop-untrusted', words, detail, problem);
  if (code === 'login') return Failure.of('hop-refused-login', words, detail, problem);
  return Failure.of('hop-failed', words, detail, problem);
}

import type { NegotiatedAlgorithms } from 'ssh2';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { weakAmong } from './algorithms.ts';

/**
 * Names the weak algorithms that a connection would rest on and waits for the user's consent, before a user name or password is sent.
 * What was allowed for this server before is not asked again; others are. Rejects with `insecure-algorithms-refused`.
 */
export async function allowWeak(agreed: NegotiatedAlgorithms, { host, port }: Profile, { ask, trust, log }: SessionContext, signal: AbortSignal): Promise<void> {
  const weak = weakAmong(agreed);
  if (weak.length === 0) return;
  const names = weak.map(({ name }) => name);
  log('status', `The server offers nothing better than ${names.join(', ')}, which is known to be weak.`);
  const allowed = (await trust.notes(host, port)).filter(({ note }) => note === 'insecure-algorithms-allowed').flatMap(({ detail }) => detail.split(',').filter((name) => name !== ''));
  if (names.every((name) => allowed.includes(name))) return;
  const answer = await ask({ kind: 'insecure-algorithms', host, port, algorithms: weak }, signal);
  switch (answer) {
    case 'refuse':
      throw Failure.of('insecure-algorithms-refused', { host, algorithms: names.join(', ') });
    case 'once':
      return;
    case 'always':
      await trust.note(host, port, { note: 'insecure-algorithms-allowed', detail: [...new Set([...allowed, ...names])].join(',') });
  }
}

import { Failure } from '../session/failure.ts';
import type { ControlConnection } from './control.ts';
import { refusalReason } from './failures.ts';
import { isCompletion, isPreliminary } from './reply.ts';

/** Waits for the server's greeting; 120 asks for patience (RFC 959 section 5.4). */
export async function greet(control: ControlConnection, host: string): Promise<void> {
  const reply = await control.converse([], (next) => !isPreliminary(next));
  if (isCompletion(reply)) return;
  const reason = refusalReason(reply);
  throw Failure.of(reason === 'too-many-connections' ? reason : 'server-hung-up', { host }, reply.text);
}

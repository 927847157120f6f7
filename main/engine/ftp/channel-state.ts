import type { BareSocket } from '../net/bare-socket.ts';
import type { Link } from '../net/link.ts';
import type { Failure } from '../session/failure.ts';
import { Settlement } from './settlement.ts';

/** What a data channel has come to. All promises reject together, and are never unhandled. */
export class ChannelState {
  readonly connected = new Settlement<void>();
  readonly ready = new Settlement<Link | BareSocket>();
  readonly ended = new Settlement<void>();
  readonly broken = new Settlement<never>();
  failed = false;

  /** Nothing can be expected any more. Of several failures the first counts. */
  fail(failure: Failure): void {
    this.failed = true;
    this.connected.reject(failure);
    this.ready.reject(failure);
    this.ended.reject(failure);
    this.broken.reject(failure);
  }
}

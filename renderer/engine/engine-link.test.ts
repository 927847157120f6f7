// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { engineCalls, type EngineCalls } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import { linkPort, NO_CALLS } from '../../shared/ipc/port-link.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { failureData } from '../../shared/model/failure.ts';
import { createEngineLink } from './engine-link.ts';

/** An engine's end of a port, that answers `disconnect` or lets it wait. */
function engineEnd(answers: boolean) {
  const { port1, port2 } = new MessageChannel();
  const never = new Promise<void>(() => {});
  const handlers = { disconnect: () => (answers ? undefined : never) } as unknown as Handlers<EngineCalls>;
  const link = linkPort<typeof NO_CALLS, EngineCalls, EngineEvent>({
    port: {
      post: (message) => port1.postMessage(message),
      listen: (listener) => {
        port1.onmessage = ({ data }) => listener(data);
      },
    },
    calls: NO_CALLS, serves: engineCalls, handlers, toFailure: () => failureData('unexpected'),
  });
  return { link, port: port2, close: () => port1.close() };
}
const session = 'x' as never;

describe('the link to the engine', () => {
  it('lets calls wait for the first port, and goes on with the next one', async () => {
    const link = createEngineLink();
    let ports = 0;
    const heard: string[] = [];
    link.onPort(() => ports++);
    link.onEvent((event) => heard.push(event.type));
    const early = link.client.disconnect(session);
    const first = engineEnd(true);
    link.accept(first.port);
    expect(await early).toEqual({ ok: true, value: undefined });
    const second = engineEnd(true);
    link.accept(second.port);
    expect(ports).toBe(2);
    first.link.emit({ type: 'session-lost', session, failure: failureData('connection-lost') });
    second.link.emit({ type: 'question-withdrawn', id: session });
    await expect.poll(() => heard).toEqual(['question-withdrawn']);
    first.close();
    second.close();
  });

  it('ends what waits for an engine that died, and holds later calls for its successor', async () => {
    const link = createEngineLink();
    const first = engineEnd(false);
    link.accept(first.port);
    const waiting = link.client.disconnect(session);
    await Promise.resolve();
    link.lose();
    expect(await waiting).toMatchObject({ ok: false, failure: { reason: 'engine-stopped' } });
    const later = link.client.disconnect(session);
    const second = engineEnd(true);
    link.accept(second.port);
    expect((await later).ok).toBe(true);
    first.close();
    second.close();
  });
});

import type { Client } from '../../shared/ipc/contract.ts';
import { engineCalls, type EngineCalls } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import { clientOf, CLOSED, linkPort, NO_CALLS, type PortLink } from '../../shared/ipc/port-link.ts';
import { failureData } from '../../shared/model/failure.ts';

type Link = PortLink<EngineCalls, never>;

/** The engine as the window sees it: one client that outlives the engine's process, and its events in order. */
export interface EngineLink {
  /** Calls wait for the first port; after the engine died they go to its successor. */
  readonly client: Client<EngineCalls>;
  onEvent(listener: (event: EngineEvent) => void): void;
  /** Called with every port that arrives, the first included. */
  onPort(listener: () => void): void;
  /** Takes the port to a (new) engine. Calls still waiting for the old one end with `engine-stopped`. */
  accept(port: MessagePort): void;
  /** The engine died: ends what waits for it. */
  lose(): void;
}

/** An engine link without a port yet. */
export function createEngineLink(): EngineLink {
  const eventListeners: ((event: EngineEvent) => void)[] = [];
  const portListeners: (() => void)[] = [];
  let link: Link | null = null;
  let waiting: ((ready: Link) => void)[] = [];
  const ready = (): Promise<Link> => (link === null ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(link));

  const lose = (): void => {
    link?.close(CLOSED);
    link = null;
  };

  return {
    client: clientOf(engineCalls, async (name, args) => {
      const { client } = await ready();
      const send = client[name as keyof EngineCalls] as (...given: readonly unknown[]) => ReturnType<Client<EngineCalls>['snapshot']>;
      return send(...args);
    }),
    onEvent: (listener) => void eventListeners.push(listener),
    onPort: (listener) => void portListeners.push(listener),
    lose,
    accept: (port) => {
      lose();
      const opened: Link = linkPort({
        port: {
          post: (message) => port.postMessage(message),
          listen: (listener) => {
            port.addEventListener('message', (event) => listener(event.data));
            port.start();
          },
        },
        calls: engineCalls,
        serves: NO_CALLS,
        handlers: {},
        toFailure: (thrown) => failureData('unexpected', {}, String(thrown)),
        onEvent: (event: EngineEvent) => {
          if (link === opened) for (const listener of eventListeners) listener(event);
        },
      });
      link = opened;
      for (const settle of waiting) settle(opened);
      waiting = [];
      for (const listener of portListeners) listener();
    },
  };
}

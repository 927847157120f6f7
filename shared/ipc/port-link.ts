import { dispatch, type FailureMapper } from './dispatch.ts';
import type { Client, Contract, Handlers } from './contract.ts';
import { failureData, type FailureData } from '../model/failure.ts';
import { failed, type Outcome } from '../model/outcome.ts';

/** The least that a MessagePort of any environment offers. */
export interface Port {
  post(message: unknown): void;
  /** `listener` gets each message; at most one listener is set. */
  listen(listener: (message: unknown) => void): void;
}

type Packet =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly type: 'reply'; readonly id: number; readonly outcome: Outcome<unknown> }
  | { readonly type: 'event'; readonly event: unknown };

export interface PortLink<Calls extends Contract, Events> {
  /** Calls to the other side. */
  readonly client: Client<Calls>;
  /** One-way message to the other side. */
  emit(event: Events): void;
  /** Ends all calls under way with `failure`; later calls end with it at once. */
  close(failure: FailureData): void;
}

export interface PortLinkOptions<Outgoing extends Contract, Incoming extends Contract> {
  readonly port: Port;
  /** What the other side serves. */
  readonly calls: Outgoing;
  /** What this side serves, and how. */
  readonly serves: Incoming;
  readonly handlers: Handlers<Incoming>;
  readonly toFailure: FailureMapper;
  /** Events that the other side emits. They come from our own processes, so their type is trusted. */
  readonly onEvent?: (event: never) => void;
}

/** Speaks a contract both ways over one port: calls with replies, and events. */
export function linkPort<Outgoing extends Contract, Incoming extends Contract, EmittedEvents>(
  options: PortLinkOptions<Outgoing, Incoming>,
): PortLink<Outgoing, EmittedEvents> {
  const { port } = options;
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  let lastId = 0;
  let closed: FailureData | null = null;

  const send = (packet: Packet): void => port.post(packet);

  port.listen((message) => {
    const packet = message as Packet;
    switch (packet.type) {
      case 'call':
        void dispatch(options.serves, options.handlers, options.toFailure, packet.name, packet.args).then((outcome) => {
          send({ type: 'reply', id: packet.id, outcome });
        });
        return;
      case 'reply': {
        const settle = waiting.get(packet.id);
        waiting.delete(packet.id);
        settle?.(packet.outcome);
        return;
      }
      case 'event':
        options.onEvent?.(packet.event as never);
    }
  });

  const request = (name: string, args: readonly unknown[]): Promise<Outcome<unknown>> => {
    if (closed !== null) return Promise.resolve(failed(closed));
    const id = ++lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      send({ type: 'call', id, name, args });
    });
  };

  return {
    client: clientOf(options.calls, request),
    emit: (event) => send({ type: 'event', event }),
    close: (failure) => {
      closed = failure;
      for (const settle of waiting.values()) settle(failed(failure));
      waiting.clear();
    },
  };
}

/** Builds the typed client of a contract on any way to send a request. */
export function clientOf<C extends Contract>(contract: C, request: (name: string, args: readonly unknown[]) => Promise<Outcome<unknown>>): Client<C> {
  const client = Object.fromEntries(Object.keys(contract).map((name) => [name, (...args: readonly unknown[]) => request(name, args)]));
  return client as unknown as Client<C>;
}

/** For a side that serves nothing. */
export const NO_CALLS = {} as const satisfies Contract;
export const CLOSED = failureData('engine-stopped');

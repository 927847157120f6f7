import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { call, type Client, type Handlers } from './contract.ts';
import { linkPort, NO_CALLS, CLOSED, type Port } from './port-link.ts';
import { failureData } from '../model/failure.ts';

const contract = {
  add: call<number>()(z.int(), z.int()),
  maybe: call<string>()(z.string().optional()),
  nothing: call<void>()(),
} as const;

function portPair(): readonly [Port, Port] {
  const listeners: ((message: unknown) => void)[] = [];
  const end = (own: number): Port => ({
    post: (message) => void Promise.resolve().then(() => listeners[1 - own]?.(structuredClone(message))),
    listen: (listener) => {
      listeners[own] = listener;
    },
  });
  return [end(0), end(1)];
}

const handlers: Handlers<typeof contract> = {
  add: (a, b) => a + b,
  maybe: (text) => text ?? 'none',
  nothing: () => {
    throw new RangeError('broken');
  },
};

function link() {
  const [near, far] = portPair();
  const toFailure = (thrown: unknown) => failureData('unexpected', {}, String(thrown));
  const events: string[] = [];
  const server = linkPort<typeof NO_CALLS, typeof contract, string>({ port: far, calls: NO_CALLS, serves: contract, handlers, toFailure });
  const client = linkPort<typeof contract, typeof NO_CALLS, never>({
    port: near, calls: contract, serves: NO_CALLS, handlers: {}, toFailure,
    onEvent: (event: string) => events.push(event),
  });
  return { client, server, events, near, far };
}

describe('a contract over a port', () => {
  it('types the client by the declaration', () => {
    expectTypeOf<Client<typeof contract>['add']>().parameters.toEqualTypeOf<[number, number]>();
    expectTypeOf<ReturnType<Handlers<typeof contract>['add']>>().toEqualTypeOf<number | Promise<number>>();
  });

  it('carries arguments and results', async () => {
    const { client } = link();
    expect(await client.client.add(2, 3)).toEqual({ ok: true, value: 5 });
    expect(await client.client.maybe()).toEqual({ ok: true, value: 'none' });
  });

  it('refuses arguments that the schema does not allow, and unknown calls', async () => {
    const { client } = link();
    const wrong = await client.client.add(1.5, 2);
    expect(wrong.ok ? null : wrong.failure.reason).toBe('bad-call');
    const [near, far] = portPair();
    const replies: unknown[] = [];
    linkPort({ port: far, calls: NO_CALLS, serves: contract, handlers, toFailure: () => failureData('unexpected') });
    near.listen((message) => replies.push(message));
    near.post({ type: 'call', id: 1, name: 'toString', args: [] });
    await expect.poll(() => replies.length).toBe(1);
    expect(JSON.stringify(replies[0])).toContain('unknown call toString');
  });

  it('turns what a handler throws into a failure', async () => {
    const { client } = link();
    expect(await client.client.nothing()).toEqual({ ok: false, failure: failureData('unexpected', {}, 'RangeError: broken') });
  });

  it('delivers events and ends waiting calls on close', async () => {
    const { client, server, events } = link();
    server.emit('hello');
    await expect.poll(() => events).toEqual(['hello']);
    const pending = client.client.add(1, 1);
    client.close(CLOSED);
    expect((await pending).ok).toBe(false);
    expect((await client.client.add(1, 1)).ok).toBe(false);
  });
});

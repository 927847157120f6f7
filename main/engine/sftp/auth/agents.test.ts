import { PassThrough, type Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import { afterEach, expect, it, vi } from 'vitest';
import { Agents, agentsHere } from './agents.ts';

const never = new AbortController().signal;
afterEach(() => void vi.restoreAllMocks());

it('asks the agent that is named, and on Windows those that set no variable', () => {
  expect(agentsHere('/run/agent', 'linux')).toEqual(['/run/agent']);
  expect(agentsHere(String.raw`\\.\pipe\mine`, 'win32')).toEqual([String.raw`\\.\pipe\mine`]);
  for (const nothing of [undefined, '']) {
    expect(agentsHere(nothing, 'linux')).toEqual([]);
    expect(agentsHere(nothing, 'win32')).toEqual([String.raw`\\.\pipe\openssh-ssh-agent`, 'pageant']);
  }
  expect(agentsHere(null, 'win32')).toEqual([]);
});

it('takes an agent that does not answer for none', async () => {
  expect(await new Agents([], never).keys()).toBeNull();
  expect(await new Agents(['/nowhere/agent.sock', '/nowhere/other.sock'], never).keys()).toBeNull();
});

it('gives up an agent that takes no connection as soon as nobody wants its keys, and the connection where it comes after all', async () => {
  let connected: (error: null, stream: Duplex) => void = () => undefined;
  vi.spyOn(ssh2, 'createAgent').mockReturnValue({ getStream: (callback: typeof connected) => { connected = callback; } } as never);
  const cancel = new AbortController();
  const keys = new Agents(['/busy/agent.sock'], cancel.signal).keys();
  cancel.abort();
  expect(await keys).toBeNull();
  const late = new PassThrough();
  connected(null, late);
  expect(late.destroyed).toBe(true);
  expect(await new Agents(['/busy/agent.sock'], cancel.signal).keys()).toBeNull();
});

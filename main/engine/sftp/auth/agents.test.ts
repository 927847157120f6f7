import { expect, it } from 'vitest';
import { agentsHere, FirstKeys } from './agents.ts';

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
  const silent = new FirstKeys(['/nowhere/agent.sock', '/nowhere/other.sock'], 3);
  expect(await silent.count()).toBeNull();
  expect(await new Promise((resolve) => silent.getIdentities((error, keys) => resolve([error, keys])))).toEqual([undefined, []]);
});

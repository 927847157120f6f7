import { expect, it } from 'vitest';
import { Agents, agentsHere } from './agents.ts';

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
  expect(await new Agents([]).keys()).toBeNull();
  expect(await new Agents(['/nowhere/agent.sock', '/nowhere/other.sock']).keys()).toBeNull();
});

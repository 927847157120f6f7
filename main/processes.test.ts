import { expect, it } from 'vitest';
import { chooseProcesses } from './processes.ts';

/** An app that was started with these features, on a machine that has these devices. */
function choose(platform: NodeJS.Platform, devices: readonly string[], started = '', env: NodeJS.ProcessEnv = {}) {
  const ready = Promise.withResolvers<void>();
  const switches = new Map([['enable-features', started]]);
  let accelerated = true;
  const commandLine = { getSwitchValue: (name: string) => switches.get(name) ?? '', appendSwitch: (name: string, value = '') => void switches.set(name, value), appendArgument: () => {}, hasSwitch: (name: string) => switches.has(name), removeSwitch: (name: string) => void switches.delete(name) };
  chooseProcesses({ commandLine, disableHardwareAcceleration: () => { accelerated = false; }, whenReady: () => ready.promise }, { platform, env, exists: (path) => devices.includes(path) });
  return { accelerated, features: switches.get('enable-features'), ready: ready.resolve };
}

it('draws with the processor where Linux has no graphics processor, and with one where it has', () => {
  expect(choose('linux', []).accelerated).toBe(false);
  for (const device of ['/dev/dri', '/dev/nvidiactl', '/dev/dxg']) expect(choose('linux', [device]).accelerated).toBe(true);
});

it('takes the network service into main on Linux alone, beside what the user turned on', () => {
  expect(choose('linux', []).features).toBe('NetworkServiceInProcess2');
  expect(choose('linux', [], 'One,Two').features).toBe('One,Two,NetworkServiceInProcess2');
  expect(choose('win32', [], 'One')).toMatchObject({ accelerated: true, features: 'One' });
  expect(choose('darwin', [])).toMatchObject({ accelerated: true, features: '' });
});

it('keeps GTK from loading OpenGL on Linux, until the app is ready, and leaves to the user what he has set', async () => {
  const env: NodeJS.ProcessEnv = {};
  const { ready } = choose('linux', [], '', env);
  expect(env).toEqual({ GDK_GL: 'disable' });
  ready();
  await Promise.resolve();
  expect(env).toEqual({});
  const own = { GDK_GL: 'always' };
  choose('linux', [], '', own).ready();
  await Promise.resolve();
  expect(own).toEqual({ GDK_GL: 'always' });
  const other: NodeJS.ProcessEnv = {};
  choose('win32', [], '', other);
  expect(other).toEqual({});
});

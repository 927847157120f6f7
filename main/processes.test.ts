import { expect, it } from 'vitest';
import { chooseProcesses } from './processes.ts';

/** An app that was started with these features, on a machine that has these devices. */
function choose(platform: NodeJS.Platform, devices: readonly string[], started = '') {
  const switches = new Map([['enable-features', started]]);
  let accelerated = true;
  const commandLine = { getSwitchValue: (name: string) => switches.get(name) ?? '', appendSwitch: (name: string, value = '') => void switches.set(name, value), appendArgument: () => {}, hasSwitch: (name: string) => switches.has(name), removeSwitch: (name: string) => void switches.delete(name) };
  chooseProcesses({ commandLine, disableHardwareAcceleration: () => { accelerated = false; } }, platform, (path) => devices.includes(path));
  return { accelerated, features: switches.get('enable-features') };
}

it('draws with the processor where Linux has no graphics processor, and with one where it has', () => {
  expect(choose('linux', []).accelerated).toBe(false);
  for (const device of ['/dev/dri', '/dev/nvidiactl', '/dev/dxg']) expect(choose('linux', [device]).accelerated).toBe(true);
});

it('takes the network service into main on Linux alone, beside what the user turned on', () => {
  expect(choose('linux', []).features).toBe('NetworkServiceInProcess2');
  expect(choose('linux', [], 'One,Two').features).toBe('One,Two,NetworkServiceInProcess2');
  expect(choose('win32', [], 'One')).toEqual({ accelerated: true, features: 'One' });
  expect(choose('darwin', [])).toEqual({ accelerated: true, features: '' });
});

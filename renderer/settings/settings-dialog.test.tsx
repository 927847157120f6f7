import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';
import { SettingsDialog } from './settings-dialog.tsx';

it('changes one setting at a time, and only to what is valid', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <SettingsDialog onClose={() => {}} />);
  fireEvent.click(screen.getByLabelText('Dark'));
  fireEvent.click(screen.getByRole('tab', { name: 'Transfers' }));
  fireEvent.change(screen.getByLabelText('Transfers at the same time'), { target: { value: '99' } });
  expect(screen.getByLabelText('Transfers at the same time').getAttribute('aria-invalid')).toBe('true');
  fireEvent.change(screen.getByLabelText('Transfers at the same time'), { target: { value: '8' } });
  expect(calls).toEqual([['changeSettings', { theme: 'dark' }], ['changeSettings', { transfers: 8 }]]);
});

it('takes rules for files that are there, and lists of names as soon as they make sense', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <SettingsDialog page="files" onClose={() => {}} />);
  const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
  fireEvent.change(screen.getByLabelText('Downloads, where a file is there already'), { target: { value: 'size-or-newer' } });
  fireEvent.click(screen.getByRole('switch', { name: /Source control/u }));
  type(/Names left out/u, '*.log, , cache*');
  type(/Names left out/u, 'x'.repeat(300));
  expect(screen.getByLabelText(/Names left out/u).getAttribute('aria-invalid')).toBe('true');
  expect(calls).toEqual([['changeSettings', { existsDownload: 'size-or-newer' }], ['changeSettings', { skipSourceControl: true }], ['changeSettings', { excludeNames: ['*.log', 'cache*'] }]]);
  expect([...screen.getByLabelText<HTMLSelectElement>('Copies between servers, where a file is there already').options].map(({ value }) => value)).not.toContain('resume');
});

it('names a proxy once all of it is there, and none again', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <SettingsDialog page="connection" onClose={() => {}} />);
  fireEvent.click(screen.getByLabelText('SOCKS5'));
  expect(calls).toEqual([]);
  fireEvent.change(screen.getByLabelText('Host of the proxy'), { target: { value: 'gate' } });
  fireEvent.change(screen.getByLabelText('Port of the proxy'), { target: { value: '99999' } });
  expect(screen.getByLabelText('Port of the proxy').getAttribute('aria-invalid')).toBe('true');
  fireEvent.click(screen.getByLabelText('None'));
  expect(calls).toEqual([['changeSettings', { proxy: { kind: 'socks5', host: 'gate', port: 1080, user: '' } }], ['changeSettings', { proxy: null }]]);
});

it('takes ports and the address of active mode as soon as they make sense', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <SettingsDialog page="connection" onClose={() => {}} />);
  const type = (label: RegExp, value: string) => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
    return screen.getByLabelText(label).getAttribute('aria-invalid');
  };
  expect(['500-', '500-400', '70000', '500-600', '21', ''].map((value) => type(/Ports of active/u, value))).toEqual(['true', 'true', 'true', 'false', 'false', 'false']);
  expect(['two words', 'http://', 'https://me.example/ip', '203.0.113.7', '[fd00::7]'].map((value) => type(/External address/u, value))).toEqual(['true', 'true', 'false', 'false', 'false']);
  expect(calls.map(([, patch]) => patch)).toEqual([
    { activePorts: { from: 500, to: 600 } }, { activePorts: { from: 21, to: 21 } }, { activePorts: null },
    { externalAddress: 'https://me.example/ip' }, { externalAddress: '203.0.113.7' }, { externalAddress: '[fd00::7]' },
  ]);
});

it('turns its pages by keys, in a circle, and shows the one that is focused', () => {
  renderIn(testHawser().hawser, <SettingsDialog page="connection" onClose={() => {}} />);
  const shown = () => screen.getByRole('tab', { selected: true });
  expect(shown().textContent).toBe('Connection');
  fireEvent.keyDown(shown(), { key: 'ArrowUp' });
  fireEvent.keyDown(shown(), { key: 'ArrowUp' });
  expect(shown().textContent).toBe('Security');
  expect(document.activeElement).toBe(shown());
  expect(screen.getByRole('tabpanel', { name: 'Security' }).textContent).toContain('Passwords are not saved');
  fireEvent.keyDown(shown(), { key: 'Home' });
  expect(shown().textContent).toBe('General');
});

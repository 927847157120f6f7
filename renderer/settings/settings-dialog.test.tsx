import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';
import { SettingsDialog } from './settings-dialog.tsx';

it('changes one setting at a time, and only to what is valid', () => {
  const { hawser, calls } = testHawser();
  renderIn(hawser, <SettingsDialog onClose={() => {}} />);
  fireEvent.click(screen.getByLabelText('Dark'));
  fireEvent.change(screen.getByLabelText('Transfers at the same time'), { target: { value: '99' } });
  expect(screen.getByLabelText('Transfers at the same time').getAttribute('aria-invalid')).toBe('true');
  fireEvent.change(screen.getByLabelText('Transfers at the same time'), { target: { value: '8' } });
  expect(calls).toEqual([['changeSettings', { theme: 'dark' }], ['changeSettings', { transfers: 8 }]]);
});

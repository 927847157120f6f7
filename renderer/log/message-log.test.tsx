import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';
import { MessageLog } from './message-log.tsx';

it('shows the dialogue, clears it, and hides', () => {
  const { hawser } = testHawser();
  renderIn(hawser, <MessageLog />);
  act(() => hawser.log.add([{ number: 1, at: 0, session: null, connection: 0, kind: 'command', text: 'PASS ********' }, { number: 2, at: 0, session: null, connection: 0, kind: 'error', text: '530 Login incorrect.' }]));
  expect(screen.getByText('530 Login incorrect.').parentElement?.className).toContain('log-line--error');
  expect(screen.getByLabelText('Command')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Clear log' }));
  expect(screen.queryByText('PASS ********')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Hide message log' }));
  expect(hawser.layout.getState().logShown).toBe(false);
});

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderIn } from '../testing/render-in.tsx';
import type { LogLine } from '../../shared/model/log-line.ts';
import { testHawser } from '../testing/test-hawser.ts';
import { MessageLog } from './message-log.tsx';

it('shows the dialogue, clears it, and hides', () => {
  const { hawser } = testHawser();
  renderIn(hawser, <MessageLog />);
  act(() => hawser.log.add([{ number: 1, at: 0, session: null, connection: 0, kind: 'command', text: 'PASS ********' }, { number: 2, at: 0, session: null, connection: 0, kind: 'error', text: '530 Login incorrect.' }]));
  expect(screen.getByText('530 Login incorrect.').parentElement?.className).toContain('log-line--error');
  expect(screen.getByRole('img', { name: 'Command' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Clear log' }));
  expect(screen.queryByText('PASS ********')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Hide message log' }));
  expect(hawser.layout.getState().logShown).toBe(false);
});

it('makes the lines that fill its room, and the others when the user scrolls up to them', () => {
  const { hawser } = testHawser();
  const { container } = renderIn(hawser, <MessageLog />);
  const line = (number: number): LogLine => ({ number, at: 0, session: null, connection: 0, kind: 'reply', text: `line ${number}` });
  act(() => hawser.log.add(Array.from({ length: 500 }, (_, index) => line(index + 1))));
  const made = () => Array.from(container.querySelectorAll('.log-text'), ({ textContent }) => textContent);
  expect(made().length).toBeLessThan(50);
  expect(made().at(-1)).toBe('line 500');
  const room = screen.getByRole('log');
  Object.defineProperty(room, 'scrollHeight', { value: 9_500 });
  const scrollTo = (top: number) => {
    room.scrollTop = top;
    fireEvent.scroll(room);
  };
  scrollTo(8_900);
  scrollTo(0);
  expect(made()[0]).toBe('line 1');
  act(() => hawser.log.add([line(501)]));
  expect(made()).not.toContain('line 501');
  fireEvent.click(screen.getByRole('button', { name: 'Newest' }));
  expect(made().at(-1)).toBe('line 501');
  scrollTo(8_900);
  scrollTo(0);
  fireEvent.keyDown(room, { key: 'End' });
  expect(made().at(-1)).toBe('line 501');
  scrollTo(8_900);
  scrollTo(0);
  fireEvent.click(screen.getByRole('button', { name: 'Clear log' }));
  act(() => hawser.log.add([line(502)]));
  expect(screen.queryByRole('button', { name: 'Newest' })).toBeNull();
});

import { expect, it } from 'vitest';
import { NO_NEWS } from '../../shared/model/queue-news.ts';
import { createKeepAwake } from './keep-awake.ts';

it('holds one block while transfers run, and lets go of it', () => {
  const log: string[] = [];
  const keep = createKeepAwake({ start: (type) => log.push(type), stop: (id) => log.push(`stop ${id}`) > 0 });
  const active = (count: number) => keep({ ...NO_NEWS, totals: { ...NO_NEWS.totals, queued: 4, active: count } });
  for (const count of [0, 2, 1, 0, 0, 1]) active(count);
  expect(log).toEqual(['prevent-app-suspension', 'stop 1', 'prevent-app-suspension']);
});

it('holds it while the next attempt is due, and not for rows that wait for the user', () => {
  const log: string[] = [];
  const keep = createKeepAwake({ start: (type) => log.push(type), stop: (id) => log.push(`stop ${id}`) > 0 });
  const totals = { ...NO_NEWS.totals, queued: 9 };
  keep({ ...NO_NEWS, totals: { ...totals, due: 1 } });
  expect(log).toEqual(['prevent-app-suspension']);
  keep({ ...NO_NEWS, totals });
  expect(log).toEqual(['prevent-app-suspension', 'stop 1']);
  keep({ ...NO_NEWS, totals: { ...totals, due: 9 }, paused: true });
  expect(log).toHaveLength(2);
});

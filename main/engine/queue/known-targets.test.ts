import { expect, it } from 'vitest';
import { sessionIdSchema } from '../../../shared/model/ids.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { row } from '../folder-stage.ts';
import { createKnownTargets } from './known-targets.ts';

it('knows what was written to a directory while that was being listed', async () => {
  let listed: (entries: readonly Entry[]) => void = () => {};
  const targets = createKnownTargets(() => new Promise((resolve) => { listed = resolve; }), () => false);
  const session = sessionIdSchema.parse('server');
  const find = (name: string) => targets.find(session, '/d', name, new AbortController().signal);
  const looking = find('written');
  targets.wrote(session, '/d', row('written'));
  listed([row('there')]);
  expect(await looking).toMatchObject({ name: 'written' });
  expect([find('there'), find('nowhere')]).toMatchObject([{ name: 'there' }, null]);
});

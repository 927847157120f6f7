import { settingsSchema } from '../../shared/model/settings.ts';
import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import type { ArgumentsOf } from '../../shared/ipc/contract.ts';
import { mainCalls, type MainCalls } from '../../shared/ipc/main-calls.ts';
import { changeSettings, openSettings } from './settings-file.ts';

const scratch = scratchPerTest('settings');

it('changes what the call carries and nothing else', async () => {
  const file = await openSettings(scratch.path);
  const change = async (patch: ArgumentsOf<MainCalls['changeSettings']>[0]) => {
    const [checked] = mainCalls.changeSettings.args.parse([patch]);
    await changeSettings(file, checked ?? {});
  };
  await change({ transfers: 7 });
  await change({ theme: 'dark', timeoutSeconds: undefined });
  expect((await openSettings(scratch.path)).value()).toEqual({ ...settingsSchema.parse({}), theme: 'dark', transfers: 7 });
});

it('gives a setting that the file does not know its default', async () => {
  await writeFile(scratch.at('settings.json'), '{"version":1,"theme":"light"}');
  expect((await openSettings(scratch.path)).value()).toMatchObject({ theme: 'light', transfers: 2 });
});

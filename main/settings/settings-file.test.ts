import { settingsSchema } from '../../shared/model/settings.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ArgumentsOf } from '../../shared/ipc/contract.ts';
import { mainCalls, type MainCalls } from '../../shared/ipc/main-calls.ts';
import { changeSettings, openSettings } from './settings-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('changes what the call carries and nothing else', async () => {
  const file = await openSettings(folder);
  const change = async (patch: ArgumentsOf<MainCalls['changeSettings']>[0]) => {
    const [checked] = mainCalls.changeSettings.args.parse([patch]);
    await changeSettings(file, checked ?? {});
  };
  await change({ transfers: 7 });
  await change({ theme: 'dark', timeoutSeconds: undefined });
  expect((await openSettings(folder)).value()).toEqual({ ...settingsSchema.parse({}), theme: 'dark', transfers: 7 });
});

it('gives a setting that the file does not know its default', async () => {
  await writeFile(join(folder, 'settings.json'), '{"version":1,"theme":"light"}');
  expect((await openSettings(folder)).value()).toMatchObject({ theme: 'light', transfers: 2 });
});

import { join } from 'node:path';
import { settingsSchema, type Settings, type SettingsPatch } from '../../shared/model/settings.ts';
import { openJsonFile, type JsonFile } from '../store/json-file.ts';

export type SettingsFile = JsonFile<Settings>;

export function openSettings(folder: string): Promise<SettingsFile> {
  return openJsonFile<Settings>(join(folder, 'settings.json'), { schema: settingsSchema, version: 1, migrations: {} }, settingsSchema.parse({}));
}

/** Applies what the patch holds; a field that is absent or undefined stays as it is. */
export function changeSettings(file: SettingsFile, patch: SettingsPatch): Promise<Settings> {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return file.change((settings) => ({ ...settings, ...given }));
}

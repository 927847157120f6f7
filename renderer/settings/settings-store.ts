import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { MainCalls } from '../../shared/ipc/main-calls.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import { settingsSchema, type Settings, type SettingsPatch } from '../../shared/model/settings.ts';

export interface SettingsControl {
  readonly store: StoreApi<Settings>;
  set(settings: Settings): void;
  load(): Promise<void>;
  change(patch: SettingsPatch): Promise<void>;
}

export function createSettings(main: Client<MainCalls>, onFailure: (failure: FailureData) => void): SettingsControl {
  const store = createStore<Settings>(() => settingsSchema.parse({}));
  return {
    store,
    set: (settings) => store.setState(settings, true),
    load: async () => {
      const settings = await main.settings();
      if (settings.ok) store.setState(settings.value, true);
      else onFailure(settings.failure);
    },
    change: async (patch) => {
      const settings = await main.changeSettings(patch);
      if (settings.ok) store.setState(settings.value, true);
      else onFailure(settings.failure);
    },
  };
}

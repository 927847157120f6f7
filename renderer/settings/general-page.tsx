import { useStore } from 'zustand';
import { useHawser } from '../use-hawser.ts';
import { ChoiceRow, SwitchRow, useChangeSettings } from './setting-rows.tsx';

/** What belongs to the window as a whole. */
export function GeneralPage() {
  const theme = useStore(useHawser().settings.store, (state) => state.theme);
  const change = useChangeSettings();
  return (
    <>
      <ChoiceRow label="settings.theme" value={theme} options={{ system: 'settings.themeSystem', light: 'settings.themeLight', dark: 'settings.themeDark' }} onChange={(next) => change({ theme: next })} />
      <SwitchRow label="settings.restoreTabs" note="settings.restoreTabsNote" name="restoreTabs" />
    </>
  );
}

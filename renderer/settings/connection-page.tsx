import { useStore } from 'zustand';
import { useHawser } from '../use-hawser.ts';
import { ActiveModeRows } from './active-mode-rows.tsx';
import { ProxyRows } from './proxy-rows.tsx';
import { AmountRow, ChoiceRow, useChangeSettings } from './setting-rows.tsx';

/** How servers are reached. */
export function ConnectionPage() {
  const dataMode = useStore(useHawser().settings.store, (state) => state.dataMode);
  const change = useChangeSettings();
  return (
    <>
      <ChoiceRow label="settings.dataMode" note="settings.dataModeNote" value={dataMode} options={{ passive: 'settings.passive', active: 'settings.active' }} onChange={(next) => change({ dataMode: next })} />
      <ActiveModeRows />
      <AmountRow label="settings.timeout" note="settings.timeoutNote" name="timeoutSeconds" />
      <ProxyRows />
    </>
  );
}

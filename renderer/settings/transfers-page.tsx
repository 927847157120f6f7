import { AmountRow, SwitchRow } from './setting-rows.tsx';

/** How files are moved. */
export function TransfersPage() {
  return (
    <>
      <AmountRow label="settings.transfers" name="transfers" />
      <SwitchRow label="settings.serverToServer" note="settings.serverToServerNote" name="serverToServer" />
    </>
  );
}

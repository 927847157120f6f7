import { LimitsRow } from './limits-row.tsx';
import { AmountRow, SwitchRow } from './setting-rows.tsx';

/** How files are moved. */
export function TransfersPage() {
  return (
    <>
      <AmountRow label="settings.transfers" name="transfers" />
      <AmountRow label="settings.perDirectionUp" note="settings.perDirectionNote" name="uploads" />
      <AmountRow label="settings.perDirectionDown" note="settings.perDirectionNote" name="downloads" />
      <AmountRow label="settings.retries" note="settings.retriesNote" name="retries" />
      <AmountRow label="settings.retryDelay" note="settings.retryDelayNote" name="retryDelaySeconds" />
      <SwitchRow label="settings.continueQueue" note="settings.continueQueueNote" name="continueQueue" />
      <LimitsRow />
      <SwitchRow label="settings.notify" note="settings.notifyNote" name="notifyAfterQueue" />
      <SwitchRow label="settings.sound" name="soundAfterQueue" />
      <SwitchRow label="settings.serverToServer" note="settings.serverToServerNote" name="serverToServer" />
    </>
  );
}

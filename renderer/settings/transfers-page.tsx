import { ExistsRow } from '../transfers-settings/exists-row.tsx';
import { AmountRow, SwitchRow } from './setting-rows.tsx';

/** How files are moved. */
export function TransfersPage() {
  return (
    <>
      <AmountRow label="settings.transfers" name="transfers" />
      <ExistsRow label="exists.settingUpload" direction="upload" />
      <ExistsRow label="exists.settingDownload" direction="download" />
      <ExistsRow label="exists.settingCopy" direction="copy" />
      <SwitchRow label="settings.serverToServer" note="settings.serverToServerNote" name="serverToServer" />
    </>
  );
}

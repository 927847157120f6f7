import { AmountRow } from './setting-rows.tsx';

/** How files are moved. */
export function TransfersPage() {
  return <AmountRow label="settings.transfers" name="transfers" />;
}

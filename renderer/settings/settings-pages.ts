import { ArrowDownUp, Cable, Files, type LucideIcon, Settings2, ShieldCheck } from 'lucide-react';
import type { ComponentType } from 'react';
import type { PlainKey } from '../locale/translate.ts';
import { SecurityPage } from '../secrets/security-page.tsx';
import { FilesPage } from '../transfers-settings/files-page.tsx';
import { ConnectionPage } from './connection-page.tsx';
import { GeneralPage } from './general-page.tsx';
import type { SettingsPageId } from './settings-page-id.ts';
import { TransfersPage } from './transfers-page.tsx';

interface SettingsPage {
  readonly label: PlainKey;
  readonly icon: LucideIcon;
  /** Rows of `setting-rows.tsx`, or whatever else the subject needs. */
  readonly Content: ComponentType;
}

/** What stands on each page of the settings dialog. */
export const settingsPages: Readonly<Record<SettingsPageId, SettingsPage>> = {
  general: { label: 'settings.general', icon: Settings2, Content: GeneralPage },
  connection: { label: 'settings.connection', icon: Cable, Content: ConnectionPage },
  transfers: { label: 'settings.transfersPage', icon: ArrowDownUp, Content: TransfersPage },
  files: { label: 'files.page', icon: Files, Content: FilesPage },
  security: { label: 'settings.security', icon: ShieldCheck, Content: SecurityPage },
};

import { History } from 'lucide-react';
import { type MouseEvent, useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { profileLabel, type Profile } from '../../shared/model/profile.ts';
import { t } from '../locale/translate.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { PopupMenu } from '../ui/popup-menu.tsx';
import { useHawser } from '../use-hawser.ts';

/** The servers that were typed in before, the latest first. Choosing one connects; its password is asked for where it is not known. */
export function QuickHistory() {
  const hawser = useHawser();
  const typed = useStore(hawser.sites.store, (state) => state.history.typed);
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const close = useCallback(() => setAt(null), []);
  const open = (event: MouseEvent): void => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    setAt({ x: left, y: bottom + 4 });
  };
  const connect = (profile: Profile): void => {
    void hawser.sites.noteUsed({ profile });
    void hawser.connection.connect(profile);
  };
  const items = [
    ...typed.map((profile) => ({ id: profileLabel(profile), label: profileLabel(profile), enabled: true, run: () => connect(profile) })),
    null,
    { id: 'clear', label: t('quick.clearHistory'), enabled: true, run: () => void hawser.sites.clearHistory() },
  ];
  return (
    <>
      <IconButton small icon={History} label={t('quick.history')} aria-haspopup="menu" aria-expanded={at !== null} disabled={typed.length === 0} onClick={open} />
      {at === null ? null : <PopupMenu label={t('quick.history')} items={items} at={at} onClose={close} />}
    </>
  );
}

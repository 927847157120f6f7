import { ChevronsUpDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { PopupMenu } from '../ui/popup-menu.tsx';
import { useHawser } from '../use-hawser.ts';

/** More sites than these are reached through the dialog's own address or the site manager. */
const mostSites = 12;

/** Chooses what the left side shows: this computer, a site, or another server. */
export function PlaceButton() {
  const hawser = useHawser();
  const sites = useStore(hawser.sites.store, (state) => state.sites);
  const shown = useStore(hawser.left.server.store, (state) => state.status === 'open');
  const place = useRef<HTMLSpanElement>(null);
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const ask = (site: (typeof sites)[number] | null): void => hawser.window.setState({ dialog: { kind: 'other-server', site: site?.id ?? null } });
  const open = (): void => {
    const { left = 0, bottom = 0 } = place.current?.getBoundingClientRect() ?? {};
    setAt({ x: left, y: bottom + 2 });
  };
  return (
    <span ref={place}>
      <IconButton icon={ChevronsUpDown} label={t('pane.choosePlace')} aria-haspopup="menu" aria-expanded={at !== null} onClick={open} />
      {at === null ? null : (
        <PopupMenu
          label={t('pane.choosePlace')}
          at={at}
          onClose={() => setAt(null)}
          items={[
            { id: 'computer', label: t('pane.thisComputer'), enabled: shown, run: () => void hawser.left.showComputer() },
            null,
            ...sites.slice(0, mostSites).map((site) => ({ id: site.id, label: site.name, enabled: true, run: () => ask(site) })),
            { id: 'other', label: t('command.otherServer'), enabled: true, run: () => ask(null) },
          ]}
        />
      )}
    </span>
  );
}

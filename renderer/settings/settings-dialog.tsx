import { Settings2 } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { settingsPageIds as ids, type SettingsPageId } from './settings-page-id.ts';
import { settingsPages } from './settings-pages.ts';
import './settings-dialog.css';

interface SettingsDialogProps {
  /** The page that it opens with. */
  readonly page?: SettingsPageId;
  readonly onClose: () => void;
}

/** The settings there are, by page; each one holds as soon as it is valid. */
export function SettingsDialog({ page: first = 'general', onClose }: SettingsDialogProps) {
  const [page, setPage] = useState<SettingsPageId>(first);
  const panel = useId();
  const { Content } = settingsPages[page];
  const turn = (event: KeyboardEvent): void => {
    const at = ids.indexOf(page);
    const steps: Readonly<Record<string, number>> = { ArrowDown: (at + 1) % ids.length, ArrowUp: (at + ids.length - 1) % ids.length, Home: 0, End: ids.length - 1 };
    const next = ids[steps[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    setPage(next);
    document.getElementById(`settings-tab-${next}`)?.focus();
  };
  return (
    <Dialog
      icon={Settings2}
      title={t('settings.title')}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <Button look="primary" type="submit">
          {t('dialog.done')}
        </Button>
      }
    >
      <div className="settings">
        <div role="tablist" aria-orientation="vertical" aria-label={t('settings.pages')} tabIndex={-1} className="settings-tabs" onKeyDown={turn}>
          {ids.map((id) => {
            const { label, icon: Icon } = settingsPages[id];
            const shown = id === page;
            return (
              <button
                key={id}
                id={`settings-tab-${id}`}
                type="button"
                role="tab"
                aria-selected={shown}
                aria-controls={panel}
                tabIndex={shown ? 0 : -1}
                className="settings-tab"
                {...(shown ? { 'data-autofocus': true } : {})}
                onClick={() => setPage(id)}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden />
                {t(label)}
              </button>
            );
          })}
        </div>
        <div id={panel} role="tabpanel" aria-labelledby={`settings-tab-${page}`} className="settings-page">
          <Content key={page} />
        </div>
      </div>
    </Dialog>
  );
}

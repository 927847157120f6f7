import { FileInput } from 'lucide-react';
import { useState } from 'react';
import type { ImportChoices, ImportPreview } from '../../shared/model/exchange-preview.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { ImportDone } from './import-done.tsx';
import { ImportPreviewView } from './import-preview.tsx';
import { ImportStart } from './import-start.tsx';
import { useImport } from './use-import.ts';
import { useStageFocus } from './use-stage-focus.ts';
import './exchange.css';

type Choices = Omit<ImportChoices, 'sites'> & { readonly sites: ReadonlySet<number> };

/** Takes sites and trust over from a file: where from, what is in it, what was done. */
export function ImportDialog({ path, onClose }: { readonly path: string | null; readonly onClose: () => void }) {
  const { state, read, unlock, apply } = useImport(path);
  const { busy, preview, result, failure } = state;
  const [chosen, setChosen] = useState<{ readonly of: ImportPreview; readonly choices: Choices } | null>(null);
  const choices = preview === null ? null : chosen?.of.token === preview.token ? chosen.choices : firstChoices(preview);
  useStageFocus(result !== null ? 'done' : preview === null ? 'start' : `preview ${preview.token}`);
  const something = preview !== null && choices !== null && (choices.sites.size > 0 || (choices.trust && preview.hostKeys + preview.certificates > 0) || (choices.bookmarks && preview.bookmarks > 0));
  const submit = (): void => {
    if (result !== null) onClose();
    else if (something && busy === null) void apply({ ...choices, sites: [...choices.sites] });
  };
  return (
    <Dialog
      icon={FileInput}
      title={t('import.title')}
      size={preview !== null && result === null ? 'large' : 'fitting'}
      wide
      onDismiss={onClose}
      onSubmit={submit}
      actions={
        result !== null ? (
          <Button look="primary" type="submit" data-autofocus>
            {t('dialog.done')}
          </Button>
        ) : (
          <>
            <Button disabled={busy !== null} onClick={() => void read(null)}>
              {t('import.choose')}
            </Button>
            <span className="dialog-spring" />
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            {preview === null ? null : (
              <Button look="primary" type="submit" disabled={!something || busy !== null}>
                {t(busy === 'working' ? 'import.working' : 'import.apply')}
              </Button>
            )}
          </>
        )
      }
    >
      {failure === null ? null : <FailureCard failure={failure} />}
      {result !== null ? (
        <ImportDone result={result} notCarried={preview?.notCarried ?? []} />
      ) : preview !== null && choices !== null ? (
        <ImportPreviewView preview={preview} choices={choices} busy={busy !== null} onChoices={(next) => setChosen({ of: preview, choices: next })} onUnlock={(password) => void unlock(password)} />
      ) : busy === null ? (
        <ImportStart onOpen={(file) => void read(file)} />
      ) : (
        <p role="status">{t('import.reading')}</p>
      )}
    </Dialog>
  );
}

/** What most people want: everything that is not here already; trust only where the user says so, unless the file holds nothing else. */
function firstChoices(preview: ImportPreview): Choices {
  const sites = new Set([...preview.sites.keys()].filter((index) => preview.sites[index]?.state !== 'same'));
  return { sites, different: 'keep', secrets: true, trust: preview.sites.length === 0 && preview.bookmarks === 0, bookmarks: true };
}

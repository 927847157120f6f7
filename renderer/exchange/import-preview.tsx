import { LockKeyhole } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { ImportChoices, ImportPreview } from '../../shared/model/exchange-preview.ts';
import { counted, t } from '../locale/translate.ts';
import { takeValue } from '../secrets/take-value.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { ImportSitesList } from './import-sites-list.tsx';
import { LeftOut } from './left-out.tsx';
import { Tick } from './tick.tsx';

type Choices = Omit<ImportChoices, 'sites'> & { readonly sites: ReadonlySet<number> };

interface ImportPreviewProps {
  readonly preview: ImportPreview;
  readonly choices: Choices;
  readonly busy: boolean;
  readonly onChoices: (choices: Choices) => void;
  readonly onUnlock: (password: string) => void;
}

/** What a file holds, and what of it is to be taken over. */
export function ImportPreviewView({ preview, choices, busy, onChoices, onUnlock }: ImportPreviewProps) {
  const keeping = useStore(useHawser().secrets.store, (state) => state.keeping);
  const { sites, hostKeys, certificates, otherHostKeys, bookmarks, notCarried, locked } = preview;
  const set = (part: Partial<Choices>): void => onChoices({ ...choices, ...part });
  const trusting = [...(hostKeys === 0 ? [] : [counted('import.hostKeys', hostKeys)]), ...(certificates === 0 ? [] : [counted('import.certificates', certificates)])];
  const nothing = sites.length + bookmarks + hostKeys + certificates === 0;
  return (
    <div className="import-preview">
      <div className="import-head">
        <strong>{t(`import.source.${preview.source}`)}</strong>
        <code title={preview.file}>{preview.file}</code>
        {sites.length === 0 ? null : (
          <>
            <span role="status">{counted('import.chosen', choices.sites.size)}</span>
            <Button look="quiet" onClick={() => set({ sites: new Set(sites.keys()) })}>
              {t('import.all')}
            </Button>
            <Button look="quiet" onClick={() => set({ sites: new Set() })}>
              {t('import.none')}
            </Button>
          </>
        )}
      </div>
      {sites.length > 0 ? <ImportSitesList sites={sites} chosen={choices.sites} onChoose={(chosen) => set({ sites: chosen })} /> : <p className="import-empty">{t(nothing ? 'import.nothing' : 'import.noSites')}</p>}
      <div className="import-choices">
        {locked ? <Locked busy={busy} onUnlock={onUnlock} /> : null}
        {sites.some(({ state }) => state === 'different') ? (
          <label className="field import-different">
            <span className="field-label">{t('import.different')}</span>
            <select className="field-select" value={choices.different} onChange={(event) => set({ different: event.target.value as Choices['different'] })}>
              {(['keep', 'replace', 'both'] as const).map((way) => (
                <option key={way} value={way}>
                  {t(`import.different.${way}`)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {sites.some(({ secret }) => secret) ? (
          <Tick label={t('import.secrets')} {...(keeping === 'session' || keeping === 'never' ? { note: t(`import.secrets.${keeping}`) } : {})} checked={choices.secrets} onChange={(secrets) => set({ secrets })} />
        ) : null}
        {bookmarks === 0 ? null : <Tick label={counted('import.bookmarks', bookmarks)} checked={choices.bookmarks} onChange={(wanted) => set({ bookmarks: wanted })} />}
        {trusting.length === 0 ? null : <Tick label={trusting.join(', ')} note={t('import.trustWords')} checked={choices.trust} onChange={(trust) => set({ trust })} />}
        {otherHostKeys === 0 ? null : <p>{counted('import.otherKeys', otherHostKeys)}</p>}
        <LeftOut items={notCarried} />
      </div>
    </div>
  );
}

function Locked({ busy, onUnlock }: { readonly busy: boolean; readonly onUnlock: (password: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const open = (): void => {
    const password = takeValue(input);
    if (password !== '') onUnlock(password);
  };
  return (
    <div className="import-locked">
      <LockKeyhole size={16} strokeWidth={1.75} aria-hidden />
      <div>
        <p>
          <strong>{t('import.locked')}</strong> {t('import.lockedWords')}
        </p>
        <div className="import-unlock">
          <Field
            ref={input}
            type="password"
            label={t('import.lockedField')}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              open();
            }}
          />
          <Button disabled={busy} onClick={open}>
            {t('import.unlock')}
          </Button>
        </div>
      </div>
    </div>
  );
}

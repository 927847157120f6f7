import { ShieldCheck } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { FailureData } from '../../shared/model/failure.ts';
import type { TrustEntry } from '../../shared/model/trust-entry.ts';
import { counted, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { useHawser } from '../use-hawser.ts';
import { entryWords, isDecision } from './entry-words.ts';
import { InspectDialog } from './inspect-dialog.tsx';
import { sortEntries, type TrustOrder } from './sort-entries.ts';
import { TrustTable } from './trust-table.tsx';
import './trust-manager.css';

/** Everything that the user decided about servers and authorities, to look at and to take back. */
export function TrustManager({ onClose }: { readonly onClose: () => void }) {
  const { trust, main, notices } = useHawser();
  const { entries, removed } = useStore(trust.store);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<TrustOrder>({ by: 'since', up: false });
  const [facts, setFacts] = useState(false);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const [inspected, setInspected] = useState<TrustEntry | null>(null);
  useEffect(() => {
    void trust.load();
    return trust.close;
  }, [trust]);
  const counting = useMemo(() => (entries ?? []).filter((entry) => facts || isDecision(entry)), [entries, facts]);
  const shown = useMemo(() => sortEntries(counting, search, order), [counting, search, order]);

  const add = async (): Promise<void> => {
    setFailure(null);
    const file = await main.chooseFile({ title: t('trustList.chooseAuthority') });
    if (!file.ok) notices.showFailure(file.failure);
    else if (file.value !== null) setFailure(await trust.addAuthorities(file.value));
  };
  const target = useMemo(
    () => (inspected !== null && (inspected.kind === 'certificate' || inspected.kind === 'authority') ? { from: 'kept' as const, pem: inspected.pem, host: inspected.kind === 'certificate' ? inspected.host : null } : null),
    [inspected],
  );
  return (
    <>
      <Dialog
        size="large"
        icon={ShieldCheck}
        title={t('trustList.title')}
        onDismiss={onClose}
        onSubmit={onClose}
        actions={
          <>
            <Button onClick={() => void add()}>{t('trustList.add')}</Button>
            {removed === null ? null : (
              <span className="trust-removed" role="status">
                {t('trustList.removed', { what: entryWords(removed).what, where: entryWords(removed).where })}
                <Button look="quiet" onClick={() => void trust.undo()}>
                  {t('trustList.undo')}
                </Button>
              </span>
            )}
            <span className="dialog-spring" />
            <Button look="primary" type="submit">
              {t('dialog.done')}
            </Button>
          </>
        }
      >
        <div className="trust-manager">
          <div className="trust-bar">
            <input
              type="search"
              className="field-input trust-search"
              aria-label={t('trustList.search')}
              placeholder={t('trustList.searchHint')}
              value={search}
              data-autofocus
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={(event) => {
                // Enter in a search is no wish to close.
                if (event.key === 'Enter') event.preventDefault();
              }}
            />
            <label className="trust-facts">
              <input type="checkbox" checked={facts} onChange={(event) => setFacts(event.target.checked)} /> {t('trustList.facts')}
            </label>
            <span className="trust-count">{counted('trustList.count', shown.length)}</span>
          </div>
          {failure === null ? null : <FailureCard failure={failure} />}
          {entries !== null && shown.length === 0 ? (
            <div className="trust-empty">
              <p>{search === '' ? t('trustList.empty') : t('trustList.noMatch', { words: search })}</p>
              {search === '' ? <p className="trust-empty-hint">{t('trustList.emptyHint')}</p> : null}
            </div>
          ) : (
            <TrustTable entries={shown} order={order} onOrder={setOrder} onRemove={(entry) => void trust.remove(entry)} onInspect={setInspected} />
          )}
        </div>
      </Dialog>
      {target === null ? null : <InspectDialog target={target} onClose={() => setInspected(null)} />}
    </>
  );
}

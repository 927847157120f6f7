import { FileKey, Fingerprint, type LucideIcon, ShieldAlert, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { assertNever } from '../../../shared/model/assert-never.ts';
import { defaultPort } from '../../../shared/model/profile.ts';
import { type TrustEntry, trustKeyText } from '../../../shared/model/trust-entry.ts';
import { t } from '../../locale/translate.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton, SMALL_ICON } from '../../ui/icon-button.tsx';
import { useHawser } from '../../use-hawser.ts';
import { isHost, isPort } from '../check-fields.ts';
import { protocolOf } from '../site-fields.ts';
import { useSiteForm } from './form-context.ts';

/** What is remembered of this host and port; what is removed is asked about again at the next connection. */
export function TrustTab() {
  const { main, notices } = useHawser();
  const { fields } = useSiteForm();
  const host = fields.host.trim();
  const port = fields.port.trim() === '' ? defaultPort[protocolOf(fields)] : Number(fields.port);
  const [entries, setEntries] = useState<readonly TrustEntry[] | null>(null);
  const [removed, setRemoved] = useState(false);
  const ask = useCallback(async (): Promise<readonly TrustEntry[]> => {
    if (!isHost(host) || !isPort(String(port))) return [];
    const found = await main.trustEntries(host, port);
    if (!found.ok) notices.showFailure(found.failure);
    return found.ok ? found.value.filter((entry) => entry.kind !== 'authority') : [];
  }, [main, notices, host, port]);
  const load = (): Promise<void> => ask().then(setEntries);
  useEffect(() => {
    let wanted = true;
    void ask().then((found) => {
      if (wanted) setEntries(found);
    });
    return () => {
      wanted = false;
    };
  }, [ask]);
  const remove = async (entry: TrustEntry): Promise<void> => {
    const done = await main.forgetTrust(entry);
    if (!done.ok) return notices.showFailure(done.failure);
    setRemoved(true);
    await load();
  };
  const undo = async (): Promise<void> => {
    setRemoved(false);
    const done = await main.undoForgetTrust();
    if (!done.ok) return notices.showFailure(done.failure);
    await load();
  };

  return (
    <>
      <p className="trust-intro">{host === '' ? t('siteTrust.noHost') : t('siteTrust.intro', { host, port })}</p>
      {entries === null ? null : entries.length === 0 ? (
        host === '' ? null : <p className="trust-none">{t('siteTrust.none')}</p>
      ) : (
        <ul className="trust-rows" aria-label={t('siteTrust.list')}>
          {entries.map((entry) => (
            <TrustRow key={trustKeyText(entry)} entry={entry} onRemove={() => void remove(entry)} />
          ))}
        </ul>
      )}
      {removed ? (
        <p className="trust-undo" role="status">
          {t('siteTrust.removed')}
          <Button look="quiet" onClick={() => void undo()}>
            {t('manager.undo')}
          </Button>
        </p>
      ) : null}
    </>
  );
}

function TrustRow({ entry, onRemove }: { readonly entry: TrustEntry; readonly onRemove: () => void }) {
  const { icon: Icon, title, detail } = wordsOf(entry);
  return (
    <li className="trust-row">
      <Icon {...SMALL_ICON} />
      <span className="trust-words">
        <span className="trust-title">{title}</span>
        {detail === '' ? null : <code className="trust-detail">{detail}</code>}
        <span className="trust-since">{t('siteTrust.since', { date: new Date(entry.decided).toLocaleDateString() })}</span>
      </span>
      <IconButton small icon={Trash2} label={t('siteTrust.remove', { title })} onClick={onRemove} />
    </li>
  );
}

function wordsOf(entry: TrustEntry): { readonly icon: LucideIcon; readonly title: string; readonly detail: string } {
  switch (entry.kind) {
    case 'certificate':
    case 'authority':
      return { icon: FileKey, title: t('siteTrust.certificate'), detail: entry.fingerprint };
    case 'host-key':
      return { icon: Fingerprint, title: t('siteTrust.hostKey', { algorithm: entry.algorithm }), detail: entry.fingerprint };
    case 'note':
      return { icon: ShieldAlert, title: t(`siteTrust.note.${entry.note}`), detail: entry.detail };
    default:
      return assertNever(entry);
  }
}

import { Server } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { SiteId } from '../../shared/model/ids.ts';
import type { Site } from '../../shared/model/site.ts';
import { parseAddress } from '../connect/parse-address.ts';
import { NO_FIELDS, problemsOf, profileOf, spread } from '../connect/quickconnect-form.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { focusPane } from '../window/focus.ts';

interface OtherServerDialogProps {
  /** Connects to this site at once; null asks for an address. */
  readonly site: SiteId | null;
  readonly onClose: () => void;
}

/** Connects the left side to a server. A failure stays in the dialog, with what was typed. */
export function OtherServerDialog({ site: siteId, onClose }: OtherServerDialogProps) {
  const { left, sites } = useHawser();
  const site = useStore(sites.store, (state) => state.sites.find(({ id }) => id === siteId) ?? null);
  const connection = useStore(left.server.store);
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const busy = connection.status === 'connecting';
  const parsed = parseAddress(address);
  const fields = parsed === null ? { ...NO_FIELDS, host: address } : spread(NO_FIELDS, parsed);
  const problem = address === '' ? null : Object.values(problemsOf(fields))[0] ?? null;
  const profile = address === '' ? null : profileOf(fields);

  const connect = async (toSite: Site | null): Promise<void> => {
    setTried(true);
    const secret = password === '' ? (parsed?.password ?? '') : password;
    const using = toSite === null ? { remoteDirectory: fields.path, ...(secret === '' ? {} : { secret }) } : { site: toSite.id, remoteDirectory: toSite.remoteDirectory };
    const target = toSite?.profile ?? profile;
    if (target === null) return;
    await left.server.connect(target, using);
    if (left.server.store.getState().status !== 'open') return;
    onClose();
    focusPane('local');
  };
  const begun = useRef(false);
  useEffect(() => {
    if (site === null || begun.current) return;
    begun.current = true;
    void connect(site);
  });
  const dismiss = (): void => {
    void left.server.cancel();
    onClose();
  };
  return (
    <Dialog
      icon={Server}
      title={t('otherServer.title')}
      onDismiss={dismiss}
      onSubmit={() => void (busy || connect(site))}
      actions={
        <>
          <Button onClick={dismiss}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit" disabled={busy || (site === null && profile === null)}>
            {t(busy ? 'otherServer.busy' : 'otherServer.connect')}
          </Button>
        </>
      }
    >
      {site === null ? (
        <>
          <Field data-autofocus label={t('otherServer.address')} value={address} disabled={busy} placeholder="sftp://user@host" error={problem === null ? null : t(problem)} note={t('otherServer.addressNote')} onChange={(event) => setAddress(event.target.value)} />
          <Field label={t('otherServer.password')} type="password" value={password} disabled={busy} note={t('otherServer.passwordNote')} onChange={(event) => setPassword(event.target.value)} />
        </>
      ) : (
        <p role="status">{t('otherServer.site', { name: site.name })}</p>
      )}
      {tried && connection.status === 'none' && connection.failure !== null ? <FailureCard failure={connection.failure} /> : null}
    </Dialog>
  );
}

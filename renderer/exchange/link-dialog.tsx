import { Link } from 'lucide-react';
import type { HawserLink } from '../../shared/model/exchange-link.ts';
import { userOf } from '../../shared/model/logon.ts';
import { protocolNames } from '../connect/protocol-names.ts';
import { t } from '../locale/translate.ts';
import { NEW_SITE } from '../sites/manager-actions.ts';
import { freshSiteId } from '../sites/site-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';
import './exchange.css';

/** What a `hawser://` link would open. Only the user's own click goes on from here. */
export function LinkDialog({ link, onClose }: { readonly link: HawserLink; readonly onClose: () => void }) {
  const hawser = useHawser();
  const { profile, path } = link;
  const user = userOf(profile.logon);
  const facts = [
    [t('link.protocol'), t(protocolNames[profile.protocol].label)],
    [t('link.host'), profile.host],
    [t('link.port'), String(profile.port)],
    [t('link.user'), user === '' ? t('link.noUser') : user],
    ...(path === '' ? [] : [[t('link.folder'), path]]),
  ] as const;
  const save = async (): Promise<void> => {
    onClose();
    const site = { ...NEW_SITE, id: freshSiteId(), parent: null, name: profile.host.slice(0, 200), profile, remoteDirectory: path };
    if (await hawser.sites.change({ kind: 'put', nodes: [site], before: null })) hawser.window.setState({ dialog: { kind: 'sites', site: site.id } });
  };
  const connect = (): void => {
    onClose();
    void hawser.connection.connect(profile, { remoteDirectory: path });
  };
  const fill = (): void => {
    onClose();
    hawser.window.setState({ filled: link });
  };
  return (
    <Dialog
      icon={Link}
      tone="warn"
      title={t('link.title')}
      wide
      onDismiss={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <span className="dialog-spring" />
          <Button onClick={() => void save()}>{t('link.save')}</Button>
          <Button onClick={fill}>{t('link.fill')}</Button>
          <Button look="primary" onClick={connect}>
            {t('link.connect')}
          </Button>
        </>
      }
    >
      <p>{t('link.words')}</p>
      <dl className="link-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

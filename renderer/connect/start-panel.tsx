import { useStore } from 'zustand';
import type { FailureData } from '../../shared/model/failure.ts';
import { t } from '../locale/translate.ts';
import { SiteList } from '../sites/site-list.tsx';
import { Button } from '../ui/button.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Mark } from '../ui/mark.tsx';
import { inspectTargetOf } from '../trust/show-protection.ts';
import { useHawser } from '../use-hawser.ts';
import { focusQuickconnect } from '../window/focus.ts';
import './start-panel.css';

/** Offers a look at the certificate that a connection failed by. */
function InspectButton({ failure }: { readonly failure: FailureData }) {
  const hawser = useHawser();
  const profile = useStore(hawser.connection.store, (state) => state.profile);
  const target = profile === null || (failure.reason !== 'certificate-refused' && failure.reason !== 'tls-failed') ? null : inspectTargetOf(profile);
  if (target === null) return null;
  return <Button onClick={() => hawser.window.setState({ dialog: { kind: 'inspect', target } })}>{t('trustList.inspectCertificate')}</Button>;
}

/** What the remote pane shows while no server is connected: the way in. */
export function StartPanel() {
  const hawser = useHawser();
  const connection = useStore(hawser.connection.store);
  const hasSites = useStore(hawser.sites.store, (state) => state.sites.length > 0);
  if (connection.status === 'connecting') {
    return (
      <div className="start-panel start-panel--busy" role="status">
        <span className="start-rope" />
        <p className="start-title">{t('start.connecting', { host: connection.profile.host })}</p>
        <p className="start-hint">{t('start.connectingHint')}</p>
        <Button onClick={() => void hawser.connection.cancel()}>{t('start.cancel')}</Button>
      </div>
    );
  }
  const failure = connection.status === 'none' ? connection.failure : null;
  return (
    <div className="start-panel">
      {failure === null ? (
        <header className="start-head">
          <Mark size={60} />
          <h2 className="start-title">{t(hasSites ? 'start.title' : 'start.welcome')}</h2>
          <p className="start-hint">{t(hasSites ? 'start.hint' : 'start.welcomeHint')}</p>
          {connection.profile === null ? null : (
            <Button look="primary" onClick={() => void hawser.connection.reconnect()}>
              {t('start.reconnectTo', { host: connection.profile.host })}
            </Button>
          )}
        </header>
      ) : (
        <FailureCard failure={failure}>
          <Button onClick={() => void hawser.connection.reconnect()}>{t('start.retry')}</Button>
          <InspectButton failure={failure} />
          <Button look="quiet" onClick={focusQuickconnect}>
            {t('start.editAddress')}
          </Button>
        </FailureCard>
      )}
      {hasSites ? <SiteList /> : null}
    </div>
  );
}

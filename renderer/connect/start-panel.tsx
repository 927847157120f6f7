import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { SiteList } from '../sites/site-list.tsx';
import { Button } from '../ui/button.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Mark } from '../ui/mark.tsx';
import { useHawser } from '../use-hawser.ts';
import { focusQuickconnect } from '../window/focus.ts';
import './start-panel.css';

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
        </header>
      ) : (
        <FailureCard failure={failure}>
          <Button onClick={() => void hawser.connection.reconnect()}>{t('start.retry')}</Button>
          <Button look="quiet" onClick={focusQuickconnect}>
            {t('start.editAddress')}
          </Button>
        </FailureCard>
      )}
      {hasSites ? <SiteList /> : null}
    </div>
  );
}

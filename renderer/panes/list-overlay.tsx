import { formatCount } from '../../shared/format/bytes.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { useHawser, usePane } from '../use-hawser.ts';
import type { Side } from './pane-state.ts';

/** What stands over the rows while there are none to show, or not the right ones. */
export function ListOverlay({ side }: { readonly side: Side }) {
  const pane = useHawser().panes[side];
  const status = usePane(pane, (state) => state.status);
  const empty = usePane(pane, (state) => state.rows.length === 0);
  const arrived = usePane(pane, (state) => state.arrived);
  const failure = usePane(pane, (state) => state.failure);
  const lastGood = usePane(pane, (state) => state.lastGood);
  const path = usePane(pane, (state) => state.path);

  if (status === 'loading') {
    return (
      <>
        <div className="list-loading" />
        {empty || arrived > 2000 ? <div className="list-overlay list-overlay--empty">{arrived === 0 ? t('pane.loading') : t('pane.loadingCount', { count: formatCount(arrived) })}</div> : null}
      </>
    );
  }
  if (status === 'failed' && failure !== null) {
    return (
      <div className="list-overlay list-overlay--failed">
        <FailureCard failure={failure}>
          <Button onClick={() => void pane.refresh()}>{t('pane.retry')}</Button>
          {lastGood === null || lastGood === path ? null : (
            <Button look="quiet" onClick={() => void pane.open(lastGood)}>
              {t('pane.goBack')}
            </Button>
          )}
        </FailureCard>
      </div>
    );
  }
  return status === 'ready' && empty ? <div className="list-overlay list-overlay--empty">{t('pane.empty')}</div> : null;
}

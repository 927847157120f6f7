import { Hourglass, ListX, Pause, Play, PanelBottomClose, RotateCw, Square } from 'lucide-react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../../shared/format/bytes.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { keyHint } from '../window/key-hint.ts';
import { NONE_CHOSEN } from './chosen.ts';
import { QueueSearch } from './queue-search.tsx';
import type { QueueTab } from './queue-store.ts';
import { TransferList } from './transfer-list.tsx';
import './transfer-queue.css';

const tabs: readonly (readonly [QueueTab, PlainKey])[] = [
  ['queued', 'queue.queued'],
  ['failed', 'queue.failed'],
  ['done', 'queue.done'],
];

/** The transfers: waiting and running, failed, done. */
export function TransferQueue({ style }: { readonly style?: CSSProperties }) {
  const hawser = useHawser();
  const counts = useStore(hawser.queue.store, (state) => state.counts);
  const paused = useStore(hawser.queue.store, (state) => state.paused);
  const tab = useStore(hawser.queue.view, (view) => view.tab);
  const setTab = (next: QueueTab): void => hawser.queue.view.setState({ tab: next, chosen: NONE_CHOSEN });
  const turn = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = tabs.findIndex(([id]) => id === tab);
    const next = tabs[(at + step + tabs.length) % tabs.length]![0];
    setTab(next);
    document.getElementById(`queue-tab-${next}`)?.focus();
  };
  return (
    <section aria-label={t('queue.label')} className="transfer-queue" style={style}>
      <header className="dock-head queue-head">
        <div role="tablist" aria-label={t('queue.label')} tabIndex={-1} className="queue-tabs" onKeyDown={turn}>
          {tabs.map(([id, label]) => (
            <button
              key={id}
              id={`queue-tab-${id}`}
              type="button"
              role="tab"
              aria-selected={tab === id}
              aria-controls="queue-panel"
              tabIndex={tab === id ? 0 : -1}
              className={`queue-tab queue-tab--${id}`}
              onClick={() => setTab(id)}
            >
              {`${t(label)} `}
              {counts[id] > 0 ? <span className="queue-count">{formatCount(counts[id])}</span> : null}
            </button>
          ))}
        </div>
        <span className="dock-spring" />
        <QueueSearch />
        <AfterQueueButton />
        {paused ? <span className="queue-paused">{t('queue.paused')}</span> : null}
        {tab === 'queued' ? (
          <>
            <IconButton small icon={paused ? Play : Pause} label={t(paused ? 'command.resumeQueue' : 'command.pauseQueue')} hint={keyHint('pauseQueue')} aria-pressed={paused} onClick={() => runCommand(hawser, 'pauseQueue')} />
            <IconButton small icon={Square} label={t('command.cancelAll')} disabled={counts.queued === 0} onClick={() => runCommand(hawser, 'cancelAll')} />
          </>
        ) : (
          <>
            {tab === 'failed' ? <IconButton small icon={RotateCw} label={t('command.retryAll')} disabled={counts.failed === 0} onClick={() => runCommand(hawser, 'retryAll')} /> : null}
            <IconButton small icon={ListX} label={t('command.clearEnded')} disabled={counts.failed + counts.done === 0} onClick={() => runCommand(hawser, 'clearEnded')} />
          </>
        )}
        <IconButton small icon={PanelBottomClose} label={t('queue.hide')} onClick={() => runCommand(hawser, 'toggleQueue')} />
      </header>
      <div id="queue-panel" role="tabpanel" aria-labelledby={`queue-tab-${tab}`} className="queue-panel">
        <TransferList key={tab} tab={tab} />
      </div>
    </section>
  );
}

/** What happens after the queue, as long as something does. */
function AfterQueueButton() {
  const hawser = useHawser();
  const action = useStore(hawser.queue.after, (after) => after.action);
  const label = action === 'nothing' ? t('command.afterQueue') : t('after.set', { action: t(`after.${action}`) });
  return (
    <span className={action === 'nothing' ? 'queue-after' : 'queue-after queue-after--set'}>
      <IconButton small icon={Hourglass} label={label} onClick={() => runCommand(hawser, 'afterQueue')} />
    </span>
  );
}

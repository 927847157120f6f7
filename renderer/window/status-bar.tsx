import { PanelBottomOpen, ScrollText } from 'lucide-react';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '../../shared/format/bytes.ts';
import { formatDuration, timeLeft } from '../../shared/format/duration.ts';
import { formatRate } from '../../shared/format/rate.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import { profileLabel } from '../../shared/model/profile.ts';
import type { Connection } from '../connect/connection.ts';
import { DataModeSwitch } from '../connect/data-mode-switch.tsx';
import { Lock } from '../connect/lock.tsx';
import { LimitsButton } from '../limits/limits-button.tsx';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import './status-bar.css';

/** The bottom line: what is connected, what the queue does, how it is protected. */
export function StatusBar() {
  const hawser = useHawser();
  const connection = useStore(hawser.connection.store);
  const logShown = useStore(hawser.layout, (layout) => layout.logShown);
  const queueShown = useStore(hawser.layout, (layout) => layout.queueShown);
  return (
    <footer className="status-bar" aria-label={t('status.label')}>
      <span className={`status-dot status-dot--${dotOf(connection)}`} />
      <span className="status-connection" role="status">
        {connectionWords(connection)}
      </span>
      <span className="status-spring" />
      <QueueWords />
      <LimitsButton />
      {queueShown ? null : <IconButton small icon={PanelBottomOpen} label={t('queue.show')} onClick={() => runCommand(hawser, 'toggleQueue')} />}
      {logShown ? null : <IconButton small icon={ScrollText} label={t('log.show')} onClick={() => runCommand(hawser, 'toggleLog')} />}
      {connection.status === 'open' && connection.facts.dataMode !== null ? <DataModeSwitch mode={connection.facts.dataMode} /> : null}
      <Lock protection={connection.status === 'open' && connection.lost === null ? connection.facts.protection : null} />
    </footer>
  );
}

function QueueWords() {
  const { queue } = useHawser();
  const totals = useStore(queue.store, (state) => state.totals);
  const pending = totals.queued + totals.active;
  if (pending === 0) return null;
  const seconds = totals.active === 0 ? null : timeLeft(totals.bytesTotal, totals.bytesDone, totals.rate);
  return (
    <span className="status-queue" role="group" aria-label={t('status.queue')}>
      <span>{t('status.transfers', { active: formatCount(totals.active), queued: formatCount(totals.queued) })}</span>
      <span>{t('status.bytes', { done: formatBytes(totals.bytesDone), total: formatBytes(totals.bytesTotal) })}</span>
      {totals.active > 0 && totals.rate >= 1 ? <span className="status-rate">{formatRate(totals.rate)}</span> : null}
      {seconds === null ? null : <span>{t('status.left', { time: formatDuration(seconds) })}</span>}
    </span>
  );
}

function dotOf(connection: Connection): 'off' | 'busy' | 'on' | 'lost' {
  switch (connection.status) {
    case 'none':
      return connection.failure === null ? 'off' : 'lost';
    case 'connecting':
      return 'busy';
    case 'open':
      return connection.lost === null ? 'on' : 'lost';
    default:
      return assertNever(connection);
  }
}

function connectionWords(connection: Connection): string {
  switch (connection.status) {
    case 'none':
      return t(connection.failure === null ? 'status.notConnected' : 'status.failed');
    case 'connecting':
      return t('status.connecting', { server: profileLabel(connection.profile) });
    case 'open':
      return connection.lost === null ? t('status.connected', { server: connection.facts.label }) : t('status.lost', { server: connection.facts.label });
    default:
      return assertNever(connection);
  }
}

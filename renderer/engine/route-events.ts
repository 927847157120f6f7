import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { MainEvent } from '../../shared/ipc/main-events.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { parseAddress } from '../connect/parse-address.ts';
import type { Hawser } from '../hawser.ts';
import { t } from '../locale/translate.ts';
import { showNotice } from '../notices/show-notice.ts';
import { defaultPort } from '../../shared/model/profile.ts';
import type { EngineLink } from './engine-link.ts';

/** Brings what the engine says to the stores. */
export function routeEngineEvent(hawser: Hawser, event: EngineEvent): void {
  const { panes, queue, log, questions, connection, left } = hawser;
  switch (event.type) {
    case 'log':
      return log.add(event.lines);
    case 'listing':
      panes.local.receive(event.operation, event.entries);
      return panes.remote.receive(event.operation, event.entries);
    case 'session':
      left.server.sessionChanged(event.facts);
      return connection.sessionChanged(event.facts);
    case 'session-lost':
      left.server.sessionLost(event.session, event.failure);
      return connection.sessionLost(event.session, event.failure);
    case 'question':
      return questions.ask({ id: event.id, question: event.question });
    case 'question-withdrawn':
      return questions.withdraw(event.id);
    case 'queue':
      return queue.take(event.status);
    case 'transfers':
      // For those who follow every row.
      return;
    case 'progress':
      return queue.progress(event.rows, event.totals);
    case 'directory-changed':
      for (const pane of Object.values(panes)) {
        const shown = pane.store.getState();
        if (shown.session === event.session && shown.path === event.path) pane.refreshSoon();
      }
      return;
    default:
      assertNever(event);
  }
}

/** Fetches the engine's whole state; after every new port, since events before it were not heard. */
export async function takeSnapshot(hawser: Hawser, { client }: Pick<EngineLink, 'client'>): Promise<void> {
  const snapshot = await client.snapshot();
  if (!snapshot.ok) {
    // `engine-stopped` means that another port follows, with its own snapshot.
    if (snapshot.failure.reason !== 'engine-stopped') hawser.notices.showFailure(snapshot.failure);
    return;
  }
  const { sessions, queue, notices, questions, log } = snapshot.value;
  hawser.queue.take(queue);
  for (const notice of notices) showNotice(hawser.notices, notice);
  hawser.questions.reset(questions);
  hawser.log.reset(log);
  const local = sessions.find((facts) => facts.session === LOCAL_SESSION);
  if (local !== undefined) void hawser.left.ready(local);
  const remote = sessions.find((facts) => facts.session !== LOCAL_SESSION);
  if (remote === undefined || hawser.connection.store.getState().status !== 'none') return;
  const address = parseAddress(remote.label);
  if (address?.protocol === undefined) return;
  const { protocol, host, port = defaultPort[protocol], user } = address;
  const logon = user === undefined || user === 'anonymous' ? ({ type: 'anonymous' } as const) : ({ type: 'password', user } as const);
  hawser.connection.adopt(remote, { protocol, host, port, logon, dataMode: remote.dataMode ?? 'default' });
  void hawser.panes.remote.attach(remote, host);
}

/** Brings what main says to the stores; commands go to `run`. */
export function routeMainEvent(hawser: Hawser, link: EngineLink, event: MainEvent, run: (command: string) => void): void {
  switch (event.type) {
    case 'command':
      return run(event.command);
    case 'settings':
      return hawser.settings.set(event.settings);
    case 'failure':
      return hawser.notices.showFailure(event.failure);
    case 'secrets':
      return hawser.secrets.set(event.secrets);
    case 'sites':
      return hawser.sites.set(event.sites);
    case 'trust':
      return hawser.trust.changed();
    case 'engine-restarted':
      link.lose();
      hawser.connection.engineGone();
      hawser.left.server.engineGone();
      hawser.log.engineGone();
      return hawser.notices.show({ tone: 'warn', title: t('notice.engineRestarted'), body: t('notice.engineRestarted.next'), detail: t('notice.exitCode', { code: event.exitCode }) });
    default:
      assertNever(event);
  }
}

/** Says what happened before this window could be told. */
export async function showMissedNotices(hawser: Hawser): Promise<void> {
  const notices = await hawser.main.takeNotices();
  if (!notices.ok) return hawser.notices.showFailure(notices.failure);
  for (const notice of notices.value) showNotice(hawser.notices, notice);
}

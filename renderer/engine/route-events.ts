import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { MainEvent } from '../../shared/ipc/main-events.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import type { ConnectionControl } from '../connect/connection.ts';
import { parseAddress } from '../connect/parse-address.ts';
import { showOpened } from '../exchange/show-opened.ts';
import type { Hawser } from '../hawser.ts';
import type { Pane } from '../panes/pane.ts';
import { t } from '../locale/translate.ts';
import { showNotice } from '../notices/show-notice.ts';
import { logonOfAddress } from '../../shared/model/logon.ts';
import { defaultPort, isSsh, type Profile, profileLabel } from '../../shared/model/profile.ts';
import { disconnectAll } from '../queue/after-queue.ts';
import { tellProgram } from '../queue/tell-program.ts';
import type { EngineLink } from './engine-link.ts';

/** Brings what the engine says to the stores. */
export function routeEngineEvent(hawser: Hawser, event: EngineEvent): void {
  const { queue, log, questions } = hawser;
  const tabs = hawser.tabs.all();
  switch (event.type) {
    case 'log':
      return log.add(event.lines);
    case 'listing':
      for (const pane of panesOf(tabs)) pane.receive(event.operation, event.entries);
      return;
    case 'session':
      for (const server of serversOf(tabs)) server.sessionChanged(event.facts);
      return;
    case 'session-lost':
      for (const server of serversOf(tabs)) server.sessionLost(event.session, event.failure);
      return;
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
    case 'notice':
      return showNotice(hawser.notices, event.notice);
    case 'directory-changed':
      for (const pane of panesOf(tabs)) {
        const shown = pane.store.getState();
        if (shown.session === event.session && shown.path === event.path) pane.refreshSoon();
      }
      return;
    default:
      assertNever(event);
  }
}

function panesOf(tabs: readonly Hawser[]): readonly Pane[] {
  return tabs.flatMap(({ panes }) => [panes.local, panes.remote]);
}

function serversOf(tabs: readonly Hawser[]): readonly ConnectionControl[] {
  return tabs.flatMap(({ connection, left }) => [left.server, connection]);
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
  if (local !== undefined) hawser.tabs.ready(local);
  for (const remote of sessions) if (remote.session !== LOCAL_SESSION) adopt(hawser.tabs.all(), remote);
}

/** A session that was open before this window was goes to the tab that showed it; with a single empty tab, to that one. */
function adopt(tabs: readonly Hawser[], facts: SessionFacts): void {
  const free = tabs.filter(({ connection }) => connection.store.getState().status === 'none');
  const before = free.find(({ connection: { store } }) => {
    const { profile } = store.getState();
    return profile !== null && profileLabel(profile) === facts.label;
  });
  const tab = before ?? (tabs.length === 1 ? free.find(({ connection }) => connection.store.getState().profile === null) : undefined);
  const profile = tab?.connection.store.getState().profile ?? profileOf(facts);
  if (tab === undefined || profile === null) return;
  const directory = tab.connection.rememberedDirectory();
  tab.connection.adopt(facts, profile);
  void tab.panes.remote.attach(facts, profile.host, directory);
}

/** As much of a profile as a session's label tells. */
function profileOf(facts: SessionFacts): Profile | null {
  const address = parseAddress(facts.label);
  if (address?.protocol === undefined) return null;
  const { protocol, host, port = defaultPort[protocol], user } = address;
  return { protocol, host, port, logon: logonOfAddress(user ?? '', isSsh(protocol)), dataMode: facts.dataMode ?? 'default' };
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
    case 'after-queue':
      return hawser.queue.after.setState(event.after, true);
    case 'program-started':
    case 'program-ended':
      return tellProgram(hawser, event);
    case 'opened':
      return void showOpened(hawser);
    case 'disconnect-all':
      return void disconnectAll(hawser);
    case 'trust':
      return hawser.trust.changed();
    case 'engine-restarted':
      link.lose();
      for (const server of serversOf(hawser.tabs.all())) server.engineGone();
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

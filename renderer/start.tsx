import { useStore } from 'zustand';
import { createRoot } from 'react-dom/client';
import { chooseBookmark } from './bookmarks/bookmarks.ts';
import { isCommandId } from './commands.ts';
import { createEngineLink } from './engine/engine-link.ts';
import { connectMain } from './engine/main-client.ts';
import { receivePorts } from './engine/receive-port.ts';
import { routeEngineEvent, routeMainEvent, showMissedNotices, takeSnapshot } from './engine/route-events.ts';
import { keepShowingOpened } from './exchange/show-opened.ts';
import { createHawser, type Hawser } from './hawser.ts';
import { loadAfterQueue } from './queue/after-queue.ts';
import { runMenuCommand } from './run-command.ts';
import { applyTheme } from './theme/apply-theme.ts';
import { keepTabs } from './tabs/keep-tabs.ts';
import type { Tabs } from './tabs/tabs.ts';
import { HawserContext } from './use-hawser.ts';
import { CrashGuard } from './window/crash-guard.tsx';
import { HawserWindow } from './window/hawser-window.tsx';
import { keepMenu } from './window/native-menu.ts';
import './theme/tokens.css';
import './theme/base.css';
import './theme/dock.css';

/** Connects the window to main and the engine, and shows it. */
export function startWindow(root: HTMLElement): void {
  const link = createEngineLink();
  const hawser = createHawser(link.client, connectMain(window.hawser), localStorage);
  const { tabs } = hawser;
  link.onEvent((event) => routeEngineEvent(hawser, event));
  link.onPort(() => void takeSnapshot(hawser, link));
  receivePorts(window, link.accept);
  window.hawser.onEvent((event) => {
    routeMainEvent(hawser, link, event, (command) => {
      if (isCommandId(command)) runMenuCommand(tabs.active(), command);
      else if (document.querySelector('dialog[open]') === null) chooseBookmark(tabs.active(), command);
    });
  });
  hawser.settings.store.subscribe(({ theme }) => applyTheme(theme));
  for (const [event, there] of [['online', true], ['offline', false]] as const) window.addEventListener(event, () => void link.client.networkChanged(there));
  keepMenu(tabs);
  void load(hawser);
  createRoot(root).render(
    <CrashGuard>
      <ShownTab tabs={tabs} />
    </CrashGuard>,
  );
}

/** The window over the tab that is shown. */
function ShownTab({ tabs }: { readonly tabs: Tabs }) {
  const hawser = useStore(tabs.store, ({ active }) => active);
  return (
    <HawserContext value={hawser}>
      <HawserWindow />
    </HawserContext>
  );
}

async function load(hawser: Hawser): Promise<void> {
  await Promise.all([hawser.settings.load(), hawser.sites.load(), hawser.secrets.load(), loadAfterQueue(hawser), showMissedNotices(hawser)]);
  // What is kept depends on what was loaded.
  keepTabs(hawser.tabs, localStorage);
  const opened = await hawser.main.openEngine();
  if (!opened.ok) hawser.notices.showFailure(opened.failure);
  keepShowingOpened(hawser);
}

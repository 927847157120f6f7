import type { CommandState } from '../command-state.ts';
import type { Hawser } from '../hawser.ts';
import { focusQuickconnect } from '../window/focus.ts';
import { always, type Command, type CommandTable } from './command.ts';

const several = (state: CommandState): boolean => state.tabs > 1;

function goTo(number: number): Command {
  const show = ({ tabs }: Hawser): void => {
    const tab = tabs.all()[number - 1];
    if (tab !== undefined) tabs.show(tab);
  };
  return { label: () => 'command.goToTab', accelerator: `CmdOrCtrl+${number}`, alsoBy: [`Alt+${number}`], scope: 'window', enabled: (state) => state.tabs >= number, run: show };
}

/** The next thing to do in an empty tab is to name a server. */
function openTab({ tabs }: Hawser): void {
  tabs.open();
  requestAnimationFrame(focusQuickconnect);
}

/** The tabs of the window. */
export const tabCommands = {
  newTab: { label: () => 'command.newTab', accelerator: 'CmdOrCtrl+T', scope: 'window', enabled: always, run: openTab },
  closeTab: { label: () => 'command.closeTab', accelerator: 'CmdOrCtrl+W', scope: 'window', enabled: (state) => several(state) || state.connection !== 'none', run: (hawser) => void hawser.tabs.close(hawser) },
  nextTab: { label: () => 'command.nextTab', accelerator: 'CmdOrCtrl+Tab', scope: 'window', enabled: several, run: ({ tabs }) => tabs.step(1) },
  previousTab: { label: () => 'command.previousTab', accelerator: 'CmdOrCtrl+Shift+Tab', scope: 'window', enabled: several, run: ({ tabs }) => tabs.step(-1) },
  tab1: goTo(1),
  tab2: goTo(2),
  tab3: goTo(3),
  tab4: goTo(4),
  tab5: goTo(5),
  tab6: goTo(6),
  tab7: goTo(7),
  tab8: goTo(8),
  tab9: goTo(9),
} as const satisfies CommandTable;

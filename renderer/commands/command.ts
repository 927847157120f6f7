import type { CommandState } from '../command-state.ts';
import type { Hawser } from '../hawser.ts';
import type { PlainKey } from '../locale/translate.ts';

export interface Command {
  readonly label: (state: CommandState) => PlainKey;
  /** As Electron writes it; null for none. */
  readonly accelerator: string | null;
  /** Further keys, that no menu shows. */
  readonly alsoBy?: readonly string[];
  /**
   * `pane`: the key works only while a file list has the focus, since text fields use it themselves. `list`: only in the list of transfers,
   * which answers to it by itself.
   */
  readonly scope: 'window' | 'pane' | 'list';
  readonly enabled: (state: CommandState) => boolean;
  readonly checked?: (state: CommandState) => boolean;
  readonly run: (hawser: Hawser, state: CommandState) => void;
}

export type CommandTable = Readonly<Record<string, Command>>;

export const always = (): boolean => true;
export const inPane = (state: CommandState): boolean => state.paneOpen;
export const withSelection = (state: CommandState): boolean => state.paneOpen && state.selected > 0;

export function activePane(hawser: Hawser) {
  return hawser.panes[hawser.window.getState().activeSide];
}

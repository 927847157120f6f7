import { always, type CommandTable } from './command.ts';

/** Pairs of folders that are kept. */
export const bookmarkCommands = {
  addBookmark: {
    label: () => 'command.addBookmark',
    accelerator: 'CmdOrCtrl+B',
    scope: 'window',
    enabled: (state) => state.paneOpen,
    run: (hawser) => hawser.window.setState({ dialog: { kind: 'add-bookmark' } }),
  },
  bookmarks: { label: () => 'command.bookmarks', accelerator: 'CmdOrCtrl+Shift+B', scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'bookmarks' } }) },
} as const satisfies CommandTable;

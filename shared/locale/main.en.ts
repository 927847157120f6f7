/** The few words that the main process says by itself, in native dialogs, when no window can say them. */
export const mainWords = {
  startFailed: 'Hawser could not start',
  windowDied: 'Hawser’s window stopped working again.',
  windowDiedDetail: 'It was restarted a moment ago and stopped once more ({reason}). Transfers go on in the background until you quit.',
  openAgain: 'Open the window again',
  quit: 'Quit Hawser',
  queueEndedTitle: 'Transfers finished',
  queueEnded: 'Files transferred: {done}.',
  queueEndedFailed: 'Files transferred: {done}. Failed: {failed}.',
  developer: 'Developer',
} as const;

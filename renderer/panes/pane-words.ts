import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import type { PlainKey } from '../locale/translate.ts';
import type { PaneState } from './pane-state.ts';

/** What a side and its parts are called: the left one by whether it shows this computer or a server. */
export function paneWords({ side, session }: Pick<PaneState, 'side' | 'session'>): Readonly<Record<'pane' | 'list' | 'path', PlainKey>> {
  if (side === 'remote') return { pane: 'pane.remote', list: 'pane.remoteList', path: 'pane.remotePath' };
  if (session === null || session === LOCAL_SESSION) return { pane: 'pane.local', list: 'pane.localList', path: 'pane.localPath' };
  return { pane: 'pane.left', list: 'pane.leftList', path: 'pane.leftPath' };
}

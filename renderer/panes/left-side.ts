import type { Client } from '../../shared/ipc/contract.ts';
import type { EngineCalls, SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import { type Outcome, succeeded } from '../../shared/model/outcome.ts';
import { type ConnectionControl, createConnection } from '../connect/connection.ts';
import { t } from '../locale/translate.ts';
import { createPane, type Pane } from './pane.ts';

/** The left side of the window: this computer, or a second server. */
export interface LeftSide {
  readonly pane: Pane;
  /** The server that it shows in the place of this computer; with status `none` it shows this computer. */
  readonly server: ConnectionControl;
  /** The session that it shows, opened again if it has to be. */
  session(): Promise<Outcome<SessionId>>;
  /** The engine is there: the disk is shown, or what is shown is listed again. */
  ready(disk: SessionFacts): Promise<void>;
  /** Leaves the server and goes back to the folder of this computer that was shown before it. */
  showComputer(): Promise<void>;
}

export interface LeftSideOptions {
  readonly engine: Client<EngineCalls>;
  readonly onFailure: (failure: FailureData) => void;
  /** Whether the other side shows this session too, so that it must stay open. */
  readonly inUse: (session: SessionId) => boolean;
  /** The folder of this computer to show first; empty for the user's own. */
  readonly folder?: string;
}

export function createLeftSide({ engine, onFailure, inUse, folder: first = '' }: LeftSideOptions): LeftSide {
  let disk: SessionFacts | null = null;
  let folder = first;
  const session = (): Promise<Outcome<SessionId>> => (server.store.getState().status === 'open' ? server.session() : Promise.resolve(succeeded(LOCAL_SESSION)));
  const pane = createPane({ side: 'local', engine, session, onFailure });
  const showDisk = async (): Promise<void> => {
    if (disk === null) return;
    await pane.attach(disk, t('pane.thisComputer'), folder);
    // The folder of the last time may be gone.
    if (folder !== '' && pane.store.getState().status === 'failed') await pane.attach(disk, t('pane.thisComputer'));
  };
  const server = createConnection({
    engine,
    inUse,
    onOpen: (facts, profile, { remoteDirectory }) => {
      const shown = pane.store.getState();
      if (shown.session === LOCAL_SESSION) folder = shown.path;
      void pane.attach(facts, profile.host, remoteDirectory);
    },
    onClose: () => void showDisk(),
  });
  server.store.subscribe((state) => {
    const shown = pane.store.getState().session;
    if (state.status === 'open' && shown !== null && shown !== LOCAL_SESSION) pane.store.setState({ session: state.facts.session });
  });
  return {
    pane,
    server,
    session,
    ready: async (facts) => {
      disk = facts;
      if (pane.store.getState().session === null) await showDisk();
      else await pane.refresh();
    },
    showComputer: () => server.disconnect(),
  };
}

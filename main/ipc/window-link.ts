import { ipcMain, type BrowserWindow, type MessagePortMain } from 'electron';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { dispatch } from '../../shared/ipc/dispatch.ts';
import { mainCalls, type MainCalls } from '../../shared/ipc/main-calls.ts';
import { ENGINE_PORT_MESSAGE, MAIN_CALL_CHANNEL, MAIN_EVENT_CHANNEL, type MainEvent } from '../../shared/ipc/main-events.ts';
import { failureData } from '../../shared/model/failure.ts';
import { failed, type Outcome } from '../../shared/model/outcome.ts';
import { toFailureData } from '../failure.ts';
import { isTrustedSender } from '../security/trusted-sender.ts';

/** Main's side of the contract with the window. */
export interface WindowLink {
  /** Answers the window's calls from here on. Calls from anywhere else come back as `bad-call`. */
  serve(handlers: Handlers<MainCalls>): void;
  /** Tells the window; nothing happens while it is closed. */
  emit(event: MainEvent): void;
  /** Hands a port to the window's page. False, and the port closed, while there is no window. */
  handOver(port: MessagePortMain): boolean;
}

/** `window` gives the one window there is, `origin` is where its page comes from. */
export function createWindowLink(window: () => BrowserWindow | null, origin: string): WindowLink {
  const contents = () => {
    const current = window();
    return current === null || current.isDestroyed() || current.webContents.isDestroyed() ? null : current.webContents;
  };
  return {
    serve: (handlers) => {
      ipcMain.handle(MAIN_CALL_CHANNEL, async (event, name: unknown, args: unknown): Promise<Outcome<unknown>> => {
        const own = contents();
        if (own === null || !isTrustedSender(event, { contentsId: own.id, origin })) {
          return failed(failureData('bad-call', {}, `refused: the call comes from ${event.senderFrame?.origin ?? 'a frame that has gone'}`));
        }
        return dispatch(mainCalls, handlers, toFailureData, name, args);
      });
    },
    emit: (event) => contents()?.send(MAIN_EVENT_CHANNEL, event),
    handOver: (port) => {
      const own = contents();
      if (own === null) port.close();
      else own.postMessage(ENGINE_PORT_MESSAGE, null, [port]);
      return own !== null;
    },
  };
}

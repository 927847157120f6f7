import type { Client } from '../../shared/ipc/contract.ts';
import { mainCalls, type MainCalls } from '../../shared/ipc/main-calls.ts';
import type { PreloadBridge } from '../../shared/ipc/main-events.ts';
import { clientOf } from '../../shared/ipc/port-link.ts';
import { failureData } from '../../shared/model/failure.ts';
import { failed, type Outcome } from '../../shared/model/outcome.ts';

/** The calls that main serves, over the preload's bridge. A bridge that breaks gives a failure, never a rejection. */
export function connectMain(bridge: PreloadBridge): Client<MainCalls> {
  return clientOf(mainCalls, async (name, args) => {
    try {
      return (await bridge.invoke(name, args)) as Outcome<unknown>;
    } catch (thrown) {
      return failed(failureData('unexpected', {}, String(thrown)));
    }
  });
}

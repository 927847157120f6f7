import type { Tunnel } from '../../../../shared/model/tunnel.ts';
import { Failure } from '../../session/failure.ts';
import type { RouteContext } from '../open-route.ts';
import type { Route } from '../route.ts';
import type { Chain } from './chain.ts';

interface Opening {
  readonly chain: Promise<Chain>;
  readonly ending: AbortController;
  waiting: number;
}

/**
 * Through SSH servers, whose first is reached by the route below. One tunnel carries all connections of the account: it opens at the first
 * dial and again after it was lost. `data: 'direct'` sends FTP's data connections by the route below.
 */
export function tunnelRoute({ hops, data }: Tunnel, below: Route, context: RouteContext): Route {
  let opening: Opening | null = null;
  let open: Chain | null = null;
  let closed = false;

  const begin = (): Opening => {
    const ending = new AbortController();
    const names = hops.map(({ host, port }) => `${host}:${port}`).join(', then ');
    context.log('status', `Opening an SSH tunnel through ${names}`);
    // Loaded at its first use, as the protocols are.
    const chain = import('./chain.ts').then(({ openChain }) => openChain(hops, below, context, ending.signal));
    const begun: Opening = { chain, ending, waiting: 0 };
    chain.then((opened) => {
      if (opening !== begun) {
        void opened.close();
        return;
      }
      open = opened;
      void opened.ended.then(() => {
        if (opening !== begun) return;
        opening = null;
        open = null;
        if (!closed) context.log('error', 'The SSH tunnel has ended. It opens again at the next connection.');
      });
    }, () => {
      if (opening === begun) opening = null;
    });
    return begun;
  };

  /** The tunnel serves all who wait for it; it is given up when nobody does any more. */
  const chainFor = (signal: AbortSignal): Promise<Chain> => {
    if (closed) return Promise.reject(Failure.of('not-connected'));
    const shared = (opening ??= begin());
    shared.waiting += 1;
    return new Promise((resolve, reject) => {
      let left = false;
      const leave = (): void => {
        if (left) return;
        left = true;
        signal.removeEventListener('abort', giveUp);
        shared.waiting -= 1;
      };
      const giveUp = (): void => {
        leave();
        if (shared.waiting === 0 && open === null) {
          if (opening === shared) opening = null;
          shared.ending.abort();
        }
        reject(Failure.of('cancelled'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      shared.chain.finally(leave).then(resolve, reject);
    });
  };

  const route: Route = {
    direct: false,
    get data() {
      return data === 'direct' ? below : route;
    },
    inside: () => open?.inside() ?? null,
    dial: async (options) => (await chainFor(options.signal)).dial(options),
    close: async () => {
      closed = true;
      const last = opening;
      opening = null;
      last?.ending.abort();
      const chain = open;
      open = null;
      await chain?.close();
      await below.close();
    },
  };
  return route;
}

import { proxyLabel, type Proxy } from '../../../../shared/model/proxy.ts';
import type { RouteContext } from '../open-route.ts';
import { dial } from '../dial.ts';
import type { Route } from '../route.ts';
import { dialThrough } from './dial-through.ts';
import { kindName } from './kind-name.ts';

/** Through the proxy that `choose` names at the moment of the dial; straight to the server where it names none. */
export function proxyRoute(choose: () => Proxy | null, context: RouteContext): Route {
  let told = '';
  const route: Route = {
    get direct() {
      return choose() === null;
    },
    get data() {
      return route;
    },
    dial: (options) => {
      const proxy = choose();
      if (proxy === null) return dial(options);
      const label = proxyLabel(proxy);
      if (told !== label) context.log('status', `Going through the ${kindName[proxy.kind]} proxy ${proxy.host}:${proxy.port}.`);
      told = label;
      return dialThrough(proxy, options, context.secretOf({ label, question: { kind: 'password', host: proxy.host, user: proxy.user } }, options.signal));
    },
    close: () => Promise.resolve(),
  };
  return route;
}

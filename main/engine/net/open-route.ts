import type { Profile } from '../../../shared/model/profile.ts';
import type { FindSecret, SecretOwner, SessionContext } from '../session/context.ts';
import { proxyRoute } from './proxy/proxy-route.ts';
import type { Route } from './route.ts';
import { tunnelRoute } from './ssh-tunnel/tunnel-route.ts';

/** What a route has around it: that of a session, but a secret is asked for with the signal of the dial that needs it. */
export interface RouteContext extends Pick<SessionContext, 'log' | 'ask' | 'trust' | 'settings' | 'knownHostsFile' | 'identitiesOf'> {
  readonly secretOf: (owner: SecretOwner, signal: AbortSignal) => FindSecret;
}

/** The one route that all connections of an account take. Opens nothing before the first dial. */
export function openRoute(profile: Profile, context: RouteContext): Route {
  const choice = profile.proxy ?? 'settings';
  const below = proxyRoute(() => (choice === 'settings' ? context.settings.proxy : choice === 'none' ? null : choice), context);
  return profile.tunnel === undefined ? below : tunnelRoute(profile.tunnel, below, context);
}

import { userOf } from '../../../../shared/model/logon.ts';
import { profileLabel, type Profile } from '../../../../shared/model/profile.ts';
import type { TunnelProtection } from '../../../../shared/model/protection.ts';
import type { Hop } from '../../../../shared/model/tunnel.ts';
import { ownerOf } from '../../credentials.ts';
import type { SessionContext } from '../../session/context.ts';
import { connectSsh, type SshConnection } from '../../sftp/connection.ts';
import { sshProtection } from '../../sftp/protection.ts';
import type { DialOptions } from '../dial.ts';
import type { Link } from '../link.ts';
import type { RouteContext } from '../open-route.ts';
import type { Route } from '../route.ts';
import { forward } from './forward.ts';
import { hopFailure, type HopPlace } from './hop-failure.ts';

/** How long the polite end of a hop may take. */
const GOODBYE_MILLISECONDS = 2_000;

/** Signed-in connections to every hop, each through the one before. */
export interface Chain {
  dial(options: DialOptions): Promise<Link>;
  /** How the way to the last hop is protected. */
  inside(): TunnelProtection;
  /** Settles when one of the hops has ended; all have then. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Passes the hops one after the other. Rejects with what stopped the first that could not be passed, by its name; nothing stays open then. */
export async function openChain(hops: readonly Hop[], below: Route, context: RouteContext, signal: AbortSignal): Promise<Chain> {
  const connections: SshConnection[] = [];
  const destroy = (): void => {
    for (const { client } of connections.toReversed()) client.destroy();
  };
  let route = below;
  let place: HopPlace = { hop: '', number: 0, count: hops.length };
  try {
    for (const hop of hops) {
      place = { ...place, hop: `${hop.host}:${hop.port}`, number: connections.length + 1 };
      const connection = await passHop(hop, place, route, context, signal);
      connections.push(connection);
      route = behind(connection, place);
    }
  } catch (problem) {
    destroy();
    throw hopFailure(problem, place);
  }
  const ended = Promise.race(connections.map((connection) => connection.ended)).then(destroy);
  const last = connections.at(-1);
  if (last === undefined) throw new Error('A tunnel has a hop.');
  return {
    dial: (options) => route.dial(options),
    inside: () => ({ ...sshProtection(last), via: place.hop, hops: hops.length }),
    ended,
    close: async () => {
      const late = setTimeout(destroy, GOODBYE_MILLISECONDS);
      last.client.end();
      await last.ended;
      clearTimeout(late);
      await ended;
    },
  };
}

async function passHop(hop: Hop, place: HopPlace, route: Route, context: RouteContext, signal: AbortSignal): Promise<SshConnection> {
  const profile: Profile = { protocol: 'sftp', ...hop, dataMode: 'default' };
  const known = context.identitiesOf?.({ host: hop.host, port: hop.port, user: userOf(hop.logon) });
  const owner = { ...ownerOf(profile), label: known?.label ?? profileLabel(profile) };
  const log: SessionContext['log'] = (kind, text) => context.log(kind, `hop ${place.number} of ${place.count}: ${text}`);
  return connectSsh(profile, {
    ask: context.ask,
    trust: context.trust,
    ...(context.knownHostsFile === undefined ? {} : { knownHostsFile: context.knownHostsFile }),
    ...(context.identitiesOf === undefined ? {} : { identitiesOf: context.identitiesOf }),
    get settings() {
      return context.settings;
    },
    log,
    hop: { number: place.number, count: place.count },
    route,
    password: context.secretOf(owner, signal),
    secretOf: (other) => context.secretOf(other, signal),
    signal,
  });
}

/** The way on from a hop. */
function behind(connection: SshConnection, place: HopPlace): Route {
  const route: Route = {
    direct: false,
    get data() {
      return route;
    },
    dial: (options) => forward(connection, options, place),
    close: () => Promise.resolve(),
  };
  return route;
}

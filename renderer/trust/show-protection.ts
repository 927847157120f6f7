import type { InspectTarget } from '../../shared/ipc/engine-calls.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Hawser } from '../hawser.ts';

/** Opens what there is to see of the open session's protection: its certificate chain, its SSH session, or that it is plain. */
export function showProtection(hawser: Hawser): void {
  const connection = hawser.connection.store.getState();
  if (connection.status !== 'open') return;
  const { facts, profile } = connection;
  const { control, inside } = facts.protection;
  const tunnel = inside?.control ?? null;
  if (control.kind === 'tls') hawser.window.setState({ dialog: { kind: 'inspect', target: { from: 'session', session: facts.session } } });
  else if (control.kind === 'ssh') hawser.window.setState({ dialog: { kind: 'ssh-session', server: profile.host, protection: control } });
  else if (control.kind === 'plain' && tunnel !== null) hawser.window.setState({ dialog: { kind: 'ssh-session', server: tunnel.via, protection: tunnel, tunnelTo: profile.host } });
  else if (control.kind === 'plain') hawser.window.setState({ dialog: { kind: 'plain-session', profile } });
}

/** What of a server that could not be connected to can be looked at: its certificate, where it speaks TLS. */
export function inspectTargetOf({ protocol, host, port }: Pick<Profile, 'protocol' | 'host' | 'port'>): InspectTarget | null {
  return protocol === 'ftps-explicit' || protocol === 'ftps-implicit' ? { from: 'server', host, port, protocol } : null;
}

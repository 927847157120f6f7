import { logonOfAddress, type Logon } from '../../shared/model/logon.ts';
import { isSsh, type Profile, profileSchema } from '../../shared/model/profile.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Address } from './address.ts';
import type { CommandOptions } from './arguments.ts';

/** The engine's profile for an address. Fails with `bad-command-line` where a part is not possible. */
export function profileOf(address: Address, options: CommandOptions): Profile {
  const parsed = profileSchema.safeParse({
    protocol: address.protocol,
    host: address.host,
    port: address.port,
    logon: logonOf(address, options),
    dataMode: options.dataMode,
    ...(options.via.length === 0 ? {} : { tunnel: { hops: options.via, data: options.viaData } }),
    ...options.choices,
    ...(options.proxy === null ? {} : { proxy: options.proxy }),
  });
  if (parsed.success) return parsed.data;
  throw Failure.of('bad-command-line', { problem: parsed.error.issues.map((issue) => `The ${issue.path.join('.')} given is not possible: ${issue.message}`).join(' ') });
}

function logonOf({ protocol, user }: Address, { keyFile }: CommandOptions): Logon {
  const ssh = isSsh(protocol);
  return ssh && keyFile !== null ? { type: 'key-file', user: user ?? '', keyFile } : logonOfAddress(user ?? '', ssh);
}

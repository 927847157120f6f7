import { logonOfAddress, type Logon } from '../../shared/model/logon.ts';
import { isSsh, type Profile, profileSchema } from '../../shared/model/profile.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Address } from './address.ts';
import type { Command, CommandOptions } from './arguments.ts';
import { type LogonChoice, withOwn, withoutSignIn } from './choices.ts';

/** The engine's profile for an address. Fails with `bad-command-line` where a part is not possible. `choices`: those of this address. */
export function profileOf(address: Address, options: CommandOptions, choices = options.choices): Profile {
  const parsed = profileSchema.safeParse({
    protocol: address.protocol,
    host: address.host,
    port: address.port,
    logon: logonOf(address, options, choices.logon),
    dataMode: options.dataMode,
    ...(options.via.length === 0 ? {} : { tunnel: { hops: options.via, data: options.viaData } }),
    ...(options.proxy === null ? {} : { proxy: options.proxy }),
    ...choices.profile,
  });
  if (parsed.success) return parsed.data;
  throw Failure.of('bad-command-line', { problem: parsed.error.issues.map((issue) => `The ${issue.path.join('.')} given is not possible: ${issue.message}`).join(' ') });
}

/**
 * The same for the second address of a copy: what it chooses for itself goes before what the command chooses for both. How the first is signed in
 * to is told to no other account.
 */
export function targetProfileOf({ address: first, options }: Pick<Command, 'address' | 'options'>, address: Address): Profile {
  const isSame = (['protocol', 'host', 'port', 'user'] as const).every((part) => address[part] === first[part]);
  return profileOf(address, options, withOwn(isSame ? options.choices : withoutSignIn(options.choices), options.targetChoices));
}

function logonOf({ protocol, user }: Address, { keyFile }: CommandOptions, chosen: LogonChoice | null): Logon {
  if (chosen === 'anonymous') return { type: 'anonymous' };
  if (chosen !== null) return { type: chosen, user: user ?? '' };
  const ssh = isSsh(protocol);
  return ssh && keyFile !== null ? { type: 'key-file', user: user ?? '', keyFile } : logonOfAddress(user ?? '', ssh);
}

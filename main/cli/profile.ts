import type { Logon } from '../../shared/model/logon.ts';
import { type Profile, profileSchema } from '../../shared/model/profile.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Address } from './address.ts';
import type { CommandOptions } from './arguments.ts';

/**
 * The engine's profile for an address. Where it names nobody, FTP signs in as anonymous (RFC 1635) and SFTP as `localUser`, as ssh does.
 * Fails with `bad-command-line` where a part is not possible.
 */
export function profileOf(address: Address, options: CommandOptions, localUser: string): Profile {
  const parsed = profileSchema.safeParse({
    protocol: address.protocol,
    host: address.host,
    port: address.port,
    logon: logonOf(address, options, localUser),
    dataMode: options.dataMode,
    ...options.choices,
    ...(options.proxy === null ? {} : { proxy: options.proxy }),
  });
  if (parsed.success) return parsed.data;
  throw Failure.of('bad-command-line', { problem: parsed.error.issues.map((issue) => `The ${issue.path.join('.')} given is not possible: ${issue.message}`).join(' ') });
}

function logonOf({ protocol, user }: Address, { keyFile }: CommandOptions, localUser: string): Logon {
  if (protocol === 'sftp') {
    return keyFile === null ? { type: 'password', user: user ?? localUser } : { type: 'key-file', user: user ?? localUser, keyFile };
  }
  return user === null || user === 'anonymous' ? { type: 'anonymous' } : { type: 'password', user };
}

import { z } from 'zod';
import { hostSchema, portSchema } from './command-safe.ts';
import { ftpChoicesSchema } from './ftp-choices.ts';
import { logonSchema, userOf } from './logon.ts';
import { proxyChoiceSchema } from './proxy.ts';
import { serverTypeSchema } from './server-type.ts';
import { transferChoicesSchema } from './transfer-choices.ts';
import { tunnelSchema } from './tunnel.ts';

export const protocols = ['ftp', 'ftps-explicit', 'ftps-implicit', 'sftp', 'scp'] as const;
export const protocolSchema = z.enum(protocols);
export type Protocol = z.infer<typeof protocolSchema>;

/** The port that a server of this protocol listens on unless told otherwise (RFC 959, RFC 4217, RFC 4253; implicit FTPS by IANA). */
export const defaultPort: Readonly<Record<Protocol, number>> = {
  ftp: 21,
  'ftps-explicit': 21,
  'ftps-implicit': 990,
  sftp: 22,
  scp: 22,
};

/** Whether the protocol runs over SSH, so that keys and agents sign in and one connection carries many operations. */
export function isSsh(protocol: Protocol): boolean {
  return protocol === 'sftp' || protocol === 'scp';
}

export const dataModes = ['default', 'passive', 'active'] as const;
export const dataModeSchema = z.enum(dataModes);
/** Who opens FTP data connections: `passive` the client, `active` the server, `default` as the settings say. */
export type DataMode = z.infer<typeof dataModeSchema>;

/** Everything needed to reach and sign in to a server, apart from secrets. */
export const profileSchema = z.object({
  protocol: protocolSchema,
  host: hostSchema,
  port: portSchema,
  logon: logonSchema,
  dataMode: dataModeSchema.default('default'),
  /** The charset of file names: `auto` (UTF-8, or what the server says), or any name that iconv knows. */
  charset: z.string().min(1).max(40).optional(),
  /** FTP only; `default` where missing. */
  serverType: serverTypeSchema.optional(),
  ftp: ftpChoicesSchema.optional(),
  transfers: transferChoicesSchema.optional(),
  proxy: proxyChoiceSchema.optional(),
  tunnel: tunnelSchema.optional(),
}).refine(({ protocol, logon }) => isSsh(protocol) || userOf(logon) !== '', { path: ['logon', 'user'], message: 'A user name is needed.' });
export type Profile = z.infer<typeof profileSchema>;

/** One server and one account, in words and as a key: `sftp://user@host:22`. */
export function profileLabel(profile: Pick<Profile, 'protocol' | 'host' | 'port' | 'logon'>): string {
  const host = profile.host.includes(':') ? `[${profile.host}]` : profile.host;
  const user = userOf(profile.logon);
  return `${profile.protocol}://${user === '' ? '' : `${user}@`}${host}:${profile.port}`;
}

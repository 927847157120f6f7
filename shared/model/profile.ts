import { z } from 'zod';
import { serverTypeSchema } from './server-type.ts';

export const protocols = ['ftp', 'ftps-explicit', 'ftps-implicit', 'sftp'] as const;
export const protocolSchema = z.enum(protocols);
export type Protocol = z.infer<typeof protocolSchema>;

/** The port that a server of this protocol listens on unless told otherwise (RFC 959, RFC 4217, RFC 4253; implicit FTPS by IANA). */
export const defaultPort: Readonly<Record<Protocol, number>> = {
  ftp: 21,
  'ftps-explicit': 21,
  'ftps-implicit': 990,
  sftp: 22,
};

/** No control character may stand in what goes into a command line. */
const commandSafe = z.string().max(1024).refine((text) => !/[\r\n\0]/u.test(text), 'Line breaks and NUL are not allowed here.');

export const hostSchema = commandSafe.min(1).max(255);
export const portSchema = z.int().min(1).max(65535);

/** How the user signs in. Secrets are never part of it. */
export const logonSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('anonymous') }),
  z.object({ type: z.literal('password'), user: commandSafe.min(1) }),
  z.object({ type: z.literal('key-file'), user: commandSafe.min(1), keyFile: z.string().min(1).max(4096) }),
]);
export type Logon = z.infer<typeof logonSchema>;

export const dataModes = ['default', 'passive', 'active'] as const;
export const dataModeSchema = z.enum(dataModes);
/** Who opens FTP data connections: `passive` the client, `active` the server, `default` as the settings say. */
export type DataMode = z.infer<typeof dataModeSchema>;

/** What a site may choose on FTP and FTPS beyond what suits nearly all of them. */
export const ftpChoicesSchema = z.object({
  /** The oldest TLS version that is spoken. */
  minimumTls: z.enum(['1.0', '1.1', '1.2', '1.3']).default('1.2'),
  /** Whether data channels of FTPS are encrypted: PROT P or PROT C. */
  dataProtection: z.enum(['private', 'clear']).default('private'),
  /** What a server that asks for an account besides user and password is told (ACCT); empty for none. */
  account: commandSafe.default(''),
  /** Seconds of rest after which a NOOP keeps the connection alive; 0 for never. */
  keepAliveSeconds: z.int().min(0).max(3600).default(60),
  /** Whether data travels compressed (MODE Z) where the server can: worth it on slow lines only. */
  compress: z.boolean().default(false),
});
export type FtpChoices = z.infer<typeof ftpChoicesSchema>;

/** Everything needed to reach and sign in to a server, apart from secrets. */
export const profileSchema = z.object({
  protocol: protocolSchema,
  host: hostSchema,
  port: portSchema,
  logon: logonSchema,
  dataMode: dataModeSchema.default('default'),
  /** FTP only; `default` where missing. */
  serverType: serverTypeSchema.optional(),
  ftp: ftpChoicesSchema.optional(),
});
export type Profile = z.infer<typeof profileSchema>;

export function userOf(logon: Logon): string {
  return logon.type === 'anonymous' ? 'anonymous' : logon.user;
}

/** One server and one account, in words and as a key: `sftp://user@host:22`. */
export function profileLabel(profile: Profile): string {
  const host = profile.host.includes(':') ? `[${profile.host}]` : profile.host;
  return `${profile.protocol}://${userOf(profile.logon)}@${host}:${profile.port}`;
}

const usualFtpChoices = ftpChoicesSchema.parse({});

/** The FTP choices of a site, or the usual ones where it makes none. */
export function ftpChoicesOf(profile: Pick<Profile, 'ftp'>): FtpChoices {
  return profile.ftp ?? usualFtpChoices;
}

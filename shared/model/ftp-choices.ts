import { z } from 'zod';
import { externalAddressSchema, portRangeSchema } from './active-mode.ts';
import { commandSafe, hostSchema, portSchema } from './command-safe.ts';
import { proxyLabel } from './proxy.ts';

/** How to sign in through a proxy that itself speaks FTP: `USER user@host`, `SITE host`, `OPEN host`, or lines of one's own with %h %u %p %s %w. */
export const ftpProxySchema = z.object({
  kind: z.enum(['user-at-host', 'site', 'open', 'custom']),
  host: hostSchema,
  port: portSchema.default(21),
  /** The proxy's own account; empty where it wants none. */
  user: commandSafe.default(''),
  script: z.array(commandSafe).max(32).default([]),
});
export type FtpProxy = z.infer<typeof ftpProxySchema>;

/** The proxy as an account of its own, under which its password is kept, whichever way it is spoken to. */
export function ftpProxyLabel({ host, port, user }: FtpProxy): string {
  return proxyLabel({ kind: 'ftp-proxy', host, port, user });
}

/** A certificate that the server asks the client for: PEM with its key (in the same file or another), or PKCS#12. Its passphrase is a secret. */
export const clientCertificateSchema = z.object({ file: z.string().min(1).max(4096), keyFile: z.string().max(4096).default('') });
export type ClientCertificate = z.infer<typeof clientCertificateSchema>;

/** What a site may choose on FTP and FTPS beyond what suits nearly all of them. */
export const ftpChoicesSchema = z.object({
  /** The oldest TLS version that is spoken. */
  minimumTls: z.enum(['1.0', '1.1', '1.2', '1.3']).default('1.2'),
  /** Explicit FTPS only: `if-available` goes on in plain, after asking, where the server knows no TLS. */
  tls: z.enum(['required', 'if-available']).default('required'),
  /** Whether data channels of FTPS are encrypted: PROT P or PROT C. */
  dataProtection: z.enum(['private', 'clear']).default('private'),
  /** Whether the control connection goes back to plain after signing in (CCC, RFC 2228), so that a firewall can read PASV and PORT. */
  clearControl: z.boolean().default(false),
  clientCertificate: clientCertificateSchema.optional(),
  /** What a server that asks for an account besides user and password is told (ACCT); empty for none. */
  account: commandSafe.default(''),
  /** Seconds of rest after which a NOOP keeps the connection alive; 0 for never. */
  keepAliveSeconds: z.int().min(0).max(3600).default(60),
  /** Whether data travels compressed (MODE Z) where the server can: worth it on slow lines only. */
  compress: z.boolean().default(false),
  /** Whether servers are told the size of an upload beforehand (ALLO), which some mainframes need to make room. */
  allocate: z.boolean().default(false),
  /** Which address a PASV reply is taken at: that of the control connection where the server's is private or another, or always as sent. */
  passiveAddress: z.enum(['repair', 'as-sent']).default('repair'),
  /** Ports that active mode listens on, instead of those of the settings. */
  activePorts: portRangeSchema.nullable().default(null),
  /** The address that active mode names, instead of that of the settings; empty for theirs. */
  externalAddress: externalAddressSchema.default(''),
  /** How directories are listed; `stat` needs no data channel. */
  listing: z.enum(['auto', 'mlsd', 'list', 'stat']).default('auto'),
  /** Whether LIST is asked for hidden files (-a), where the server takes that. */
  hiddenFiles: z.boolean().default(true),
  /** TYPE I or TYPE A; with ASCII, line ends become those of the target system. */
  transferType: z.enum(['binary', 'ascii']).default('binary'),
  /** Minutes to add to the times that LIST shows; null to measure by MDTM where the server has it. */
  timeOffsetMinutes: z.int().min(-1440).max(1440).nullable().default(null),
  /** Raw commands sent after signing in. */
  postLogin: z.array(commandSafe.min(1)).max(32).default([]),
  proxy: ftpProxySchema.optional(),
});
export type FtpChoices = z.infer<typeof ftpChoicesSchema>;

const usualFtpChoices = ftpChoicesSchema.parse({});

/** The FTP choices of a site, or the usual ones where it makes none. */
export function ftpChoicesOf(profile: { readonly ftp?: FtpChoices | undefined }): FtpChoices {
  return profile.ftp ?? usualFtpChoices;
}

import { z } from 'zod';
import { hostSchema, portSchema } from './command-safe.ts';
import { logonSchema } from './logon.ts';

/** One SSH server on the way. */
export const hopSchema = z.object({ host: hostSchema, port: portSchema.default(22), logon: logonSchema });
export type Hop = z.infer<typeof hopSchema>;

/**
 * SSH servers that the connection goes through, the nearest first: jump hosts for SFTP and SCP, FTP over SSH for FTP and FTPS.
 * `data`: whether FTP's data connections go through it too (passive mode then) or straight to the server.
 */
export const tunnelSchema = z.object({
  hops: z.array(hopSchema).min(1).max(8),
  data: z.enum(['through', 'direct']).default('through'),
});
export type Tunnel = z.infer<typeof tunnelSchema>;

/** One server on the way, for the words about it: its number from one up, and how many there are. */
export interface HopNumber {
  readonly number: number;
  readonly count: number;
}

import { z } from 'zod';
import { commandSafe, portSchema } from '../command-safe.ts';
import { proxySchema } from '../proxy.ts';

export const networkFields = {
  /** Seconds without a sign of life before a connection counts as dead. */
  timeoutSeconds: z.int().min(5).max(9999),
  dataMode: z.enum(['passive', 'active']),
  /** Ports that active mode listens on; null lets the system choose. */
  activePorts: z.object({ from: portSchema, to: portSchema }).refine(({ from, to }) => from <= to).nullable(),
  /** The address that active mode names to the server; an address, a name, or the URL of a page that tells it; empty for the one that the control connection has here. */
  externalAddress: commandSafe.max(255),
  proxy: proxySchema.nullable(),
};
export const networkDefaults = { timeoutSeconds: 20, dataMode: 'passive', activePorts: null, externalAddress: '', proxy: null } as const;

import { z } from 'zod';
import { externalAddressSchema, portRangeSchema } from '../active-mode.ts';
import { proxySchema } from '../proxy.ts';

export const networkFields = {
  /** Seconds without a sign of life before a connection counts as dead. */
  timeoutSeconds: z.int().min(5).max(9999),
  dataMode: z.enum(['passive', 'active']),
  /** Ports that active mode listens on; null lets the system choose. */
  activePorts: portRangeSchema.nullable(),
  /** Empty for the one that the control connection has here. */
  externalAddress: externalAddressSchema,
  proxy: proxySchema.nullable(),
};
export const networkDefaults = { timeoutSeconds: 20, dataMode: 'passive', activePorts: null, externalAddress: '', proxy: null } as const;

import { z } from 'zod';
import { networkDefaults, networkFields } from './settings/network.ts';
import { securityDefaults, securityFields } from './settings/security.ts';
import { transferDefaults, transferFields } from './settings/transfers.ts';
import { windowDefaults, windowFields } from './settings/window.ts';

const fields = { ...windowFields, ...networkFields, ...securityFields, ...transferFields };
const defaults = { version: 1, ...windowDefaults, ...networkDefaults, ...securityDefaults, ...transferDefaults };
const wholeSchema = z.object({ version: z.literal(1), ...fields });

/** What the user has set; a field that the file does not name has its default. */
export const settingsSchema = z.preprocess(
  (given) => (typeof given === 'object' && given !== null ? { ...defaults, ...given } : given),
  wholeSchema,
);
export type Settings = z.infer<typeof wholeSchema>;

/** A change to some settings; what is absent stays as it is, and nothing is filled in. */
export const settingsPatchSchema = z.object(fields).partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

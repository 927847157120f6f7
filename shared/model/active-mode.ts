import { z } from 'zod';
import { commandSafe, portSchema } from './command-safe.ts';

/** Ports that active mode listens on. */
export const portRangeSchema = z.object({ from: portSchema, to: portSchema }).refine(({ from, to }) => from <= to);
export type PortRange = z.infer<typeof portRangeSchema>;

/** The address that active mode names to the server: an address, a name, or the URL of a page that tells it. */
export const externalAddressSchema = commandSafe.max(255);

/** Whether a text can be one: in each case it is one word. Empty for none. */
export function isExternalAddress(text: string): boolean {
  return externalAddressSchema.safeParse(text).success && /^(?:https?:\/\/[^\s/?#]+(?:[/?#]\S*)?|[\w.:[\]-]*)$/iu.test(text) && !/^https?:\/{0,2}$/iu.test(text);
}

/** Reads `50000-50100`, or one port; null for anything else. */
export function parsePortRange(text: string): PortRange | null {
  const range = /^(?<from>\d{1,5})(?:\s*[-–]\s*(?<to>\d{1,5}))?$/u.exec(text.trim())?.groups;
  const parsed = portRangeSchema.safeParse({ from: Number(range?.['from']), to: Number(range?.['to'] ?? range?.['from']) });
  return parsed.success ? parsed.data : null;
}

/** The same range as text; empty for none. */
export function formatPortRange(range: PortRange | null): string {
  return range === null ? '' : `${range.from}-${range.to}`;
}

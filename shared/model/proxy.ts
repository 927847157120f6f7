import { z } from 'zod';
import { commandSafe, hostSchema, portSchema } from './command-safe.ts';

export const proxyKinds = ['socks5', 'socks4', 'http'] as const;

/** A proxy that control and data connections pass through: SOCKS5 (RFC 1928, 1929), SOCKS4a, HTTP CONNECT (RFC 9110, 9.3.6). Its password is a secret of its own. */
export const proxySchema = z.object({
  kind: z.enum(proxyKinds),
  host: hostSchema,
  port: portSchema,
  /** Empty where the proxy wants none. */
  user: commandSafe.default(''),
});
export type Proxy = z.infer<typeof proxySchema>;

/** `settings`: the one of the settings, if any. `none`: straight to the server even where the settings name one. */
export const proxyChoiceSchema = z.union([z.literal('settings'), z.literal('none'), proxySchema]);

/** The proxy as an account of its own, under which its password is kept: `socks5://user@host:1080`. */
export function proxyLabel(proxy: Omit<Proxy, 'kind'> & { readonly kind: string }): string {
  const host = proxy.host.includes(':') ? `[${proxy.host}]` : proxy.host;
  return `${proxy.kind}://${proxy.user}@${host}:${proxy.port}`;
}

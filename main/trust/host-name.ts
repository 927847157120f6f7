/** Host names compare without regard to case (RFC 4343), and with or without the root's dot. */
export function hostName(host: string): string {
  return host.toLowerCase().replace(/\.$/u, '');
}

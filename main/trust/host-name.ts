/** Host names compare without regard to case (RFC 4343), and with or without the root's dot. */
export function hostName(host: string): string {
  return host.toLowerCase().replace(/\.$/u, '');
}

/** Whether a host name is what a certificate's name stands for: the same, or one label in place of a leading `*` (RFC 9525, section 6.3). */
export function matchesName(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}

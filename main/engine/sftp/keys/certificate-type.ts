/** What the type of a certificate has behind that of its key (OpenSSH's PROTOCOL.certkeys). */
const SUFFIX = '-cert-v01@openssh.com';

/** The type, or the algorithm, of a certificate for keys of a plain one. */
export function certified(plain: string): string {
  return `${plain}${SUFFIX}`;
}

export function isCertified(type: string): boolean {
  return type.endsWith(SUFFIX);
}

/** The same without a certificate; what is plain stays as it is. */
export function plainOf(type: string): string {
  return isCertified(type) ? type.slice(0, -SUFFIX.length) : type;
}

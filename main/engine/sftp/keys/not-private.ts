import type { KeyReading } from './key-reading.ts';
import { unusable } from './key-reading.ts';

/** Knows the files that people choose in place of their private key. Null where this is none of them. */
export function notPrivate(text: string): KeyReading | null {
  const start = text.slice(0, 4096);
  if (/^\s*\S*-cert-v\d\d@openssh\.com\s/u.test(start) || /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE(?: REQUEST)?-----/u.test(text) && !text.includes('PRIVATE KEY-----')) return { kind: 'certificate' };
  if (/^\s*(?:ssh-|ecdsa-|sk-)[\w.@-]+\s+AAAA/u.test(start) || /---- BEGIN SSH2 PUBLIC KEY ----|-----BEGIN (?:RSA )?PUBLIC KEY-----/u.test(start)) return { kind: 'public-key' };
  if (start.startsWith('SSH PRIVATE KEY FILE FORMAT 1.1')) return unusable('This is a key for version 1 of SSH, which no server speaks any more.');
  if (/---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/u.test(start)) return unusable('This is a key of ssh.com’s software. PuTTYgen reads it and can save it in OpenSSH’s format.');
  if (/-----BEGIN PGP /u.test(start)) return unusable('This is a PGP file. Add the key to the ssh-agent instead (gpg-agent can be one).');
  return null;
}

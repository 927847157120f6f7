import type { NegotiatedAlgorithms } from 'ssh2';

/** What an algorithm is for, as the question about weak ones names it. */
export type AlgorithmUse = 'key-exchange' | 'host-key' | 'cipher' | 'mac';
export interface WeakAlgorithm {
  readonly use: AlgorithmUse;
  readonly name: string;
}

/**
 * Known to be weak: signatures and exchanges by SHA-1, groups of 1024 bits, DSA, ciphers of small blocks or in CBC mode (whose packets
 * have been forged), MACs by MD5 and SHA-1. Old servers have nothing else; each is offered last, and used with consent alone.
 */
const weak = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-rsa'],
  cipher: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1-etm@openssh.com', 'hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'],
} as const;

/**
 * What is offered, best first. Elliptic curves before Diffie-Hellman groups, each of which takes a thread of its own and some tens of
 * milliseconds; AES-GCM first, one pass for cipher and integrity and done by the processor, ChaCha20 after all of AES, since it is
 * computed in JavaScript; no compression, which costs more than it saves on everything but modems.
 */
export const algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group-exchange-sha256',
    'diffie-hellman-group15-sha512',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group17-sha512',
    'diffie-hellman-group18-sha512',
    ...weak.kex,
  ],
  serverHostKey: ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256', ...weak.serverHostKey],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'chacha20-poly1305@openssh.com', ...weak.cipher],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512', ...weak.hmac],
  compress: ['none'],
} as const;

/** The weak ones among what both sides agreed on, each once. */
export function weakAmong({ kex, serverHostKey, cs, sc }: NegotiatedAlgorithms): readonly WeakAlgorithm[] {
  const both = (one: string, other: string): readonly string[] => [...new Set([one, other])];
  const found = (use: AlgorithmUse, names: readonly string[], bad: readonly string[]): readonly WeakAlgorithm[] =>
    names.filter((name) => bad.includes(name)).map((name) => ({ use, name }));
  return [
    ...found('key-exchange', [kex], weak.kex),
    ...found('host-key', [serverHostKey], weak.serverHostKey),
    ...found('cipher', both(cs.cipher, sc.cipher), weak.cipher),
    // Ciphers that protect integrity by themselves have none.
    ...found('mac', both(cs.mac, sc.mac), weak.hmac),
  ];
}

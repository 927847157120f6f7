import { createPrivateKey } from 'node:crypto';
import ssh2 from 'ssh2';
import { unusable, type KeyReading } from './key-reading.ts';
import { weak } from './openssh-container.ts';
import { pemBlock } from './pem-bytes.ts';
import { wireKey } from './wire-key.ts';

/** Reads OpenSSL's old forms: PKCS#1 (RFC 8017) and SEC1 (RFC 5915), with or without a passphrase (RFC 1421 headers). */
export function readPem(text: string, label: string, passphrase: string | undefined): KeyReading {
  if (label === 'DSA PRIVATE KEY') return unusable(weak);
  const block = pemBlock(text, label);
  if (block === null) return unusable('It is cut short.');
  const locked = block.includes('Proc-Type: 4,ENCRYPTED');
  if (locked && passphrase === undefined) return { kind: 'locked' };
  try {
    return wireKey(createPrivateKey({ key: block, format: 'pem', ...(locked && passphrase !== undefined ? { passphrase } : {}) }));
  } catch (problem) {
    if (!locked) return unusable(problem instanceof Error ? problem.message : String(problem));
  }
  // What is left is a wrong passphrase, or a cipher that ssh2 can undo and the above cannot.
  const parsed = ssh2.utils.parseKey(block, passphrase);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined) return unusable('There is no key in it.');
  if (!(key instanceof Error)) return { kind: 'key', key };
  return /cipher/iu.test(key.message) ? unusable(key.message) : { kind: 'wrong-passphrase' };
}

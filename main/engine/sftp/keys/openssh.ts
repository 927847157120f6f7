import { getCiphers } from 'node:crypto';
import ssh2 from 'ssh2';
import { ReplyReader } from '../wire/reply-reader.ts';
import { unusable, type KeyReading } from './key-reading.ts';
import { readContainer, usable } from './openssh-container.ts';
import { pemBytes } from './pem-bytes.ts';
import { typeOfBlob } from './public-blob.ts';

const LABEL = 'OPENSSH PRIVATE KEY';
const MAGIC = 'openssh-key-v1\0';
/** Some minutes of work; ssh-keygen's own choice is 16 to 24. */
const MOST_ROUNDS = 4096;

interface Head {
  readonly cipher: string;
  readonly rounds: number;
  readonly publicBlob: Buffer;
}

/** Reads OpenSSH's own format (PROTOCOL.key in its source tree). ssh2 undoes the ciphers that Electron's crypto has; this tells what it leaves open. */
export function readOpenssh(text: string, passphrase: string | undefined): KeyReading {
  const bytes = pemBytes(text, LABEL);
  if (bytes === null) return unusable('It is cut short.');
  let head: Head;
  try {
    head = readHead(bytes);
  } catch (problem) {
    return unusable(`It is damaged: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
  if (typeOfBlob(head.publicBlob).startsWith('sk-')) return unusable('This key is kept in a hardware token (FIDO). Add it to the ssh-agent and sign in by user name: keys of the agent are tried first.');
  if (head.cipher === 'none') return readContainer(text);
  if (head.cipher.startsWith('chacha20') && !getCiphers().includes('chacha20')) {
    return unusable(`It is encrypted with ${head.cipher}, which is not available here. “ssh-keygen -p -Z aes256-ctr -f” and the file’s name encrypt it in another way.`);
  }
  if (head.rounds > MOST_ROUNDS) return unusable(`Opening it would take ${head.rounds} rounds, more than is sensible.`);
  if (passphrase === undefined || passphrase === '') return passphrase === undefined ? { kind: 'locked' } : { kind: 'wrong-passphrase' };
  const parsed = ssh2.utils.parseKey(text, passphrase);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined) return unusable('There is no key in it.');
  if (!(key instanceof Error)) return usable(key);
  // A wrong passphrase shows as a failed integrity check, or with AES-GCM as data that is not authentic.
  return /integrity|passphrase|authenticate/iu.test(key.message) ? { kind: 'wrong-passphrase' } : unusable(key.message);
}

/** The public half, which stands there in clear; null where this is no such file. */
export function publicBlobOfOpenssh(text: string): Buffer | null {
  const bytes = pemBytes(text, LABEL);
  try {
    return bytes === null ? null : readHead(bytes).publicBlob;
  } catch {
    return null;
  }
}

function readHead(bytes: Buffer): Head {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('it does not start as a key does.');
  const reader = new ReplyReader(bytes, MAGIC.length);
  const cipher = reader.text();
  const derivation = reader.text();
  const options = new ReplyReader(reader.bytes());
  let rounds = 0;
  if (derivation === 'bcrypt') {
    options.bytes();
    rounds = options.uint32();
  }
  reader.uint32();
  return { cipher, rounds, publicBlob: reader.bytes() };
}

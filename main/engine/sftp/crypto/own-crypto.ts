import type { Client } from 'ssh2';
import constants from 'ssh2/lib/protocol/constants.js';
import { watchProtocol } from '../ssh2-internals.ts';
import { openByLibrary, sealByLibrary, type Opening, type Sealing } from './chacha-packets.ts';
import { FiniteFieldExchange, fromBytes } from './finite-field-exchange.ts';
import { openGcm, sealGcm, type GcmOpening, type GcmSealing } from './gcm-packets.ts';
import { modpPrime } from './modp-groups.ts';

export const CHACHA = 'chacha20-poly1305@openssh.com';

/** ssh2's key exchange over a finite field; the fields are its own. */
interface FiniteFieldKex {
  readonly type: 'group' | 'groupex';
  readonly groupName?: string;
  _dh?: FiniteFieldExchange | null;
  _public?: Buffer | null;
  _prime?: Buffer | null;
  _generator?: Buffer | null;
  generateKeys(): void;
}

/** Bits of the groups by ssh2's names of them. */
const groupBits: Readonly<Record<string, number>> = { modp2: 1024, modp14: 2048, modp15: 3072, modp16: 4096, modp17: 6144, modp18: 8192 };

/**
 * Puts what Electron's crypto lacks or does slowly in ssh2's place, for one client: ChaCha20-Poly1305, Diffie-Hellman over finite fields, and
 * what ssh2 does around each packet of AES-GCM.
 * To be called after `connect`.
 */
export function useOwnCrypto(client: Client): void {
  watchProtocol(client, '_cipher', (end) => {
    if (end !== null && '_encKeyMain' in end) sealByLibrary(end as Sealing);
    else if (end !== null && '_encSSLName' in end) sealGcm(end as GcmSealing);
  });
  watchProtocol(client, '_decipher', (end) => {
    if (end !== null && '_decKeyMain' in end) openByLibrary(end as Opening);
    else if (end !== null && '_decipherSSLName' in end) openGcm(end as GcmOpening);
  });
  watchProtocol(client, '_kex', (kex) => {
    if (kex !== null && 'type' in kex && (kex.type === 'group' || kex.type === 'groupex')) exchangeHere(kex as FiniteFieldKex);
  });
}

function exchangeHere(kex: FiniteFieldKex): void {
  kex.generateKeys = () => {
    if (kex._dh) return;
    const group = groupOf(kex);
    if (group === null) return;
    kex._dh = new FiniteFieldExchange(group.prime, group.generator);
    kex._public = kex._dh.generateKeys();
  };
}

/** Null while the server has not chosen one yet. */
function groupOf({ groupName, _prime: prime, _generator: generator }: FiniteFieldKex): { readonly prime: bigint; readonly generator: bigint } | null {
  const bits = groupBits[groupName ?? ''];
  if (bits !== undefined) return { prime: modpPrime(bits), generator: 2n };
  return prime && generator ? { prime: fromBytes(prime), generator: fromBytes(generator) } : null;
}

/** ssh2 asks Node once whether it has the cipher; Electron's has not. Has it take the name. */
export function allowOwnCiphers(): void {
  if (!constants.SUPPORTED_CIPHER.includes(CHACHA)) constants.SUPPORTED_CIPHER.push(CHACHA);
}

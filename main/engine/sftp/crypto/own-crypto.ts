import type { Client } from 'ssh2';
import constants from 'ssh2/lib/protocol/constants.js';
import { watchProtocol } from '../ssh2-internals.ts';
import { openByLibrary, sealByLibrary, type Opening, type Sealing } from './chacha-packets.ts';
import { exchangeElsewhere } from './exchange-elsewhere.ts';
import { openGcm, sealGcm, type GcmOpening, type GcmSealing } from './gcm-packets.ts';

export const CHACHA = 'chacha20-poly1305@openssh.com';

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
  exchangeElsewhere(client);
}

/** ssh2 asks Node once whether it has the cipher; Electron's has not. Has it take the name. */
export function allowOwnCiphers(): void {
  if (!constants.SUPPORTED_CIPHER.includes(CHACHA)) constants.SUPPORTED_CIPHER.push(CHACHA);
}

import type { TLSSocket } from 'node:tls';
import type { TlsFacts } from '../../../shared/model/protection.ts';

/** What was agreed on in this socket's handshake, which must be over. */
export function tlsFacts(socket: TLSSocket): TlsFacts {
  const version = socket.getProtocol() ?? '';
  const cipher = socket.getCipher().standardName;
  return { version, cipher, keyExchange: keyExchangeOf(socket, version, cipher), resumed: socket.isSessionReused(), alpn: socket.alpnProtocol === false ? null : socket.alpnProtocol };
}

/** BoringSSL (Electron) does not name the group; that TLS 1.3 always makes keys for one session alone, and older ciphers say how in their names, is known all the same. */
function keyExchangeOf(socket: TLSSocket, version: string, cipher: string): string {
  const group = socket.getEphemeralKeyInfo();
  if (group !== null && 'name' in group && typeof group.name === 'string') return group.name;
  if (version === 'TLSv1.3') return 'ECDHE';
  return /^TLS_([A-Z]+)_/u.exec(cipher)?.[1] ?? '';
}

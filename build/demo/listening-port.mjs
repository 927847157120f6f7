/**
 * The port that a listening server has taken.
 * @param {{address(): import('node:net').AddressInfo | string | null}} server
 */
export function listeningPort(server) {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}

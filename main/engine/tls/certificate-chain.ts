import type { ChainLink } from '../../../shared/model/certificate.ts';
import type { Link } from './build-chain.ts';
import { certificateFacts } from './certificate-facts.ts';

/** The facts of each certificate of a chain, with where it came from. */
export function certificateChain(links: readonly Link[]): Promise<readonly ChainLink[]> {
  return Promise.all(links.map(async ({ certificate, source }) => ({ ...(await certificateFacts(certificate)), source })));
}

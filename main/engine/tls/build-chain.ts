import { X509Certificate } from 'node:crypto';
import type { ChainLink } from '../../../shared/model/certificate.ts';
import { chainLimit } from './peer-chain.ts';
import { isSignedBy } from './is-signed-by.ts';
import { systemRoots } from './trusted-roots.ts';

/** A certificate of a chain and where it came from. */
export interface Link {
  readonly certificate: X509Certificate;
  readonly source: ChainLink['source'];
}

/**
 * The chain that starts with the first certificate given, leaf to root: each followed by its issuer, taken from those given, or else from
 * the authorities that the user added, or else from the system's. What was given and does not belong to it is left out.
 */
export function buildChain(given: readonly X509Certificate[], authorities: readonly string[], source: 'server' | 'file'): readonly Link[] {
  const added = authorities.map((pem) => new X509Certificate(pem));
  const anchors = (): readonly Link[] => [...added.map((certificate) => ({ certificate, source: 'added' as const })), ...systemRoots().map((certificate) => ({ certificate, source: 'system' as const }))];
  // TLS libraries complete a chain from the roots that they were given, and do not say so.
  const sourceOf = (certificate: X509Certificate, place: number): ChainLink['source'] =>
    place === 0 ? source : (anchors().find((one) => one.certificate.fingerprint256 === certificate.fingerprint256)?.source ?? source);

  const chain: Link[] = [];
  let next: X509Certificate | undefined = given[0];
  while (next !== undefined && chain.length < chainLimit) {
    const current: X509Certificate = next;
    chain.push({ certificate: current, source: sourceOf(current, chain.length) });
    if (isSignedBy(current, current)) break;
    const issuers: readonly X509Certificate[] = [...given, ...anchors().map((one) => one.certificate)];
    next = issuers.find((one) => one.fingerprint256 !== current.fingerprint256 && isSignedBy(current, one));
  }
  return chain;
}

import { type CertificateCheck, type CertificateCheckName, certificateChecks, type CertificateFacts, type CertificateProblem, type ChainLink, shortName } from '../../../shared/model/certificate.ts';

interface Checked {
  /** Leaf to root. */
  readonly chain: readonly ChainLink[];
  readonly problems: readonly CertificateProblem[];
  readonly host: string | null;
  /** SHA-256 of the certificate that the server showed when it was last seen; null where that is not known. */
  readonly lastSeen: string | null;
  readonly now: number;
}

type Finding = Omit<CertificateCheck, 'check'>;
const pass = (about = ''): Finding => ({ verdict: 'pass', about });
const fail = (about = ''): Finding => ({ verdict: 'fail', about });
const unknown = (about = ''): Finding => ({ verdict: 'unknown', about });

/** One finding in each regard, good or bad, with what it rests on. */
export function checkCertificate(checked: Checked): readonly CertificateCheck[] {
  return certificateChecks.map((check) => ({ check, ...finders[check](checked) }));
}

const finders: Readonly<Record<CertificateCheckName, (checked: Checked) => Finding>> = {
  complete: ({ chain, problems }) => {
    const top = chain.at(-1)!;
    // A file owes nobody the whole chain.
    if (problems.includes('incomplete-chain')) return top.source === 'file' ? unknown(shortName(top.issuer)) : fail(shortName(top.issuer));
    // Servers leave the root out, as they may; where it is not known here either, nothing says whether there are more between.
    return isRoot(top) || isAnchor(top) || !problems.includes('untrusted-root') ? pass(String(chain.length)) : unknown(shortName(top.issuer));
  },
  trusted: ({ chain, problems }) => {
    const top = chain.at(-1)!;
    if (problems.includes('incomplete-chain')) return unknown(shortName(top.issuer));
    const stranger = problems.some((problem) => problem === 'untrusted-root' || problem === 'self-signed' || problem === 'other');
    return stranger ? fail(isRoot(top) ? shortName(top.subject) : shortName(top.issuer)) : pass(shortName(top.subject));
  },
  'not-self-signed': ({ chain: [leaf] }) => (isRoot(leaf!) ? fail() : pass(shortName(leaf!.issuer))),
  name: ({ chain: [leaf], problems, host }) => {
    if (host === null) return unknown(namesOf(leaf!));
    return problems.includes('wrong-name') ? fail(namesOf(leaf!)) : pass(host);
  },
  dates: ({ chain, now }) => {
    const late = chain.find((one) => one.validTo < now);
    const early = chain.find((one) => one.validFrom > now);
    return late === undefined && early === undefined ? pass() : fail(shortName((late ?? early)!.subject));
  },
  strong: ({ chain }) => {
    const weak = chain.find((one, place) => weaknessesInPlace(one, place).length > 0);
    return weak === undefined ? pass() : fail(shortName(weak.subject));
  },
  unchanged: ({ chain: [leaf], lastSeen }) => {
    if (lastSeen === null) return unknown();
    return lastSeen === leaf!.sha256 ? pass() : fail(lastSeen);
  },
};

/** Signed by itself. */
function isRoot(one: CertificateFacts): boolean {
  return JSON.stringify(one.subject) === JSON.stringify(one.issuer);
}

function isAnchor(one: ChainLink): boolean {
  return one.source === 'system' || one.source === 'added';
}

/** A root is trusted for being known: what it signed itself with proves nothing either way. */
function weaknessesInPlace(one: CertificateFacts, place: number): CertificateFacts['weaknesses'] {
  return place > 0 && isRoot(one) ? one.weaknesses.filter((weakness) => weakness === 'short-key') : one.weaknesses;
}

function namesOf(leaf: CertificateFacts): string {
  const names = leaf.altNames.map(({ value }) => value).filter((value) => value !== '');
  return names.length === 0 ? shortName(leaf.subject) : names.join(', ');
}

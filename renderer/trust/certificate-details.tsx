import { formatDay } from '../../shared/format/date.ts';
import type { CertificateFacts, NamePart } from '../../shared/model/certificate.ts';
import { counted, type PlainKey, t } from '../locale/translate.ts';
import { type Fact, FactList } from '../questions/fact-list.tsx';
import { inTwoLines } from './in-two-lines.ts';

const purposes: Readonly<Record<string, PlainKey>> = {
  '1.3.6.1.5.5.7.3.1': 'cert.purpose.server',
  '1.3.6.1.5.5.7.3.2': 'cert.purpose.client',
  '1.3.6.1.5.5.7.3.3': 'cert.purpose.code',
  '1.3.6.1.5.5.7.3.4': 'cert.purpose.mail',
  '1.3.6.1.5.5.7.3.8': 'cert.purpose.time',
  '1.3.6.1.5.5.7.3.9': 'cert.purpose.ocsp',
  '2.5.29.37.0': 'cert.purpose.any',
};

/** Everything that stands in one certificate. */
export function CertificateDetails({ facts, wrongName }: { readonly facts: CertificateFacts; readonly wrongName: boolean }) {
  return <FactList facts={detailsOf(facts, wrongName)} />;
}

function detailsOf(one: CertificateFacts, wrongName: boolean): readonly Fact[] {
  const now = Date.now();
  const { crl, ocsp, issuers } = one.revocation;
  const names = one.altNames.map(({ value }) => value).filter((value) => value !== '');
  const addresses = (list: readonly string[]): string => (list.length === 0 ? t('cert.nowhere') : list.join('\n'));
  return [
    { name: t('cert.subject'), value: nameLines(one.subject) },
    { name: t('cert.names'), value: names.length === 0 ? t('cert.noNames') : names.join(', '), bad: wrongName },
    { name: t('cert.issuer'), value: nameLines(one.issuer) },
    { name: t('cert.validity'), value: t('cert.fromTo', { from: formatDay(one.validFrom), to: formatDay(one.validTo) }), bad: one.validTo < now || one.validFrom > now },
    { name: t('cert.key'), value: keyWords(one), bad: one.weaknesses.includes('short-key') },
    { name: t('cert.signature'), value: one.signature, bad: one.weaknesses.some((weakness) => weakness !== 'short-key') },
    { name: t('cert.sha256'), value: inTwoLines(one.sha256), mono: true },
    { name: t('cert.sha1'), value: one.sha1, mono: true },
    { name: t('cert.serial'), value: one.serial, mono: true },
    { name: t('cert.keyUsage'), value: one.keyUsage === null ? t('cert.anyUse') : one.keyUsage.map((use) => t(`cert.use.${use}`)).join(', ') },
    { name: t('cert.extendedKeyUsage'), value: one.extendedKeyUsage === null ? t('cert.anyUse') : one.extendedKeyUsage.map((purpose) => (purposes[purpose] === undefined ? purpose : t(purposes[purpose]))).join(', ') },
    { name: t('cert.authority'), value: authorityWords(one) },
    { name: t('cert.crl'), value: addresses(crl) },
    { name: t('cert.ocsp'), value: addresses(ocsp) },
    { name: t('cert.issuers'), value: addresses(issuers) },
  ];
}

function nameLines(name: readonly NamePart[]) {
  return (
    <span className="name-lines">
      {name.toReversed().map(({ type, value }) => (
        <span key={`${type} ${value}`} className="name-line">
          <span>{value}</span> <abbr>{type}</abbr>
        </span>
      ))}
    </span>
  );
}

function keyWords({ key: { algorithm, bits, curve } }: CertificateFacts): string {
  if (algorithm === '') return t('cert.keyUnknown');
  if (bits === null) return curve ?? algorithm;
  return curve === null ? t('cert.keyBits', { algorithm, bits }) : t('cert.keyCurve', { curve, bits });
}

function authorityWords({ authority, pathLength }: CertificateFacts): string {
  if (!authority) return t('cert.authority.no');
  return pathLength === null ? t('cert.authority.yes') : counted('cert.authority.limited', pathLength);
}

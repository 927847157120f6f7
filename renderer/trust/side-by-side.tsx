import { formatDay } from '../../shared/format/date.ts';
import { type CertificateFacts, nameWithOrganisation } from '../../shared/model/certificate.ts';
import { t } from '../locale/translate.ts';
import { inLines } from './in-two-lines.ts';
import './side-by-side.css';

interface SideBySideProps {
  /** Null where only the fingerprint is known. */
  readonly before: CertificateFacts | null;
  readonly beforeFingerprint: string;
  readonly shown: CertificateFacts;
}

/** The certificate of before and the one shown now; what differs stands out. */
export function SideBySide({ before, beforeFingerprint, shown }: SideBySideProps) {
  const rows: readonly { readonly name: string; readonly of: (one: CertificateFacts) => string; readonly mono?: boolean }[] = [
    { name: t('certificate.subject'), of: (one) => nameWithOrganisation(one.subject) },
    { name: t('certificate.names'), of: (one) => one.altNames.map(({ value }) => value).join(', ') || t('cert.noNames') },
    { name: t('certificate.issuer'), of: (one) => nameWithOrganisation(one.issuer) },
    { name: t('certificate.validity'), of: (one) => t('certificate.fromTo', { from: formatDay(one.validFrom), to: formatDay(one.validTo) }) },
    { name: t('certificate.sha256'), of: (one) => inLines(one.sha256, 8), mono: true },
  ];
  return (
    <table className="side-by-side">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('trustList.what')}</span>
          </th>
          <th scope="col">{t('certificate.before')}</th>
          <th scope="col">{t('certificate.now')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, of, mono = false }) => {
          const old = before === null ? (mono ? inLines(beforeFingerprint, 8) : '–') : of(before);
          const differs = old !== of(shown);
          return (
            <tr key={name} className={mono ? 'side-by-side-mono' : undefined}>
              <th scope="row">{name}</th>
              <td>{old}</td>
              <td className={differs && old !== '–' ? 'side-by-side-new' : undefined}>{of(shown)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import { formatDay } from '../../shared/format/date.ts';
import type { CertificateProblem } from '../../shared/model/certificate.ts';
import type { TrustEntry } from '../../shared/model/trust-entry.ts';
import { t } from '../locale/translate.ts';

export interface EntryWords {
  readonly what: string;
  readonly where: string;
  /** What else matters of it; may be empty. */
  readonly details: string;
  readonly fingerprint: string;
}

/** An entry in words, as they are shown, searched and sorted. */
export function entryWords(entry: TrustEntry): EntryWords {
  switch (entry.kind) {
    case 'certificate': {
      const details = [
        ...(entry.names.length === 0 ? [] : [t('trustList.alsoFor', { names: entry.names.join(', ') })]),
        ...(entry.despite.length === 0 ? [] : [t('trustList.despite', { faults: entry.despite.map(faultWords).join(', ') })]),
      ];
      return { what: t('trustList.certificate'), where: place(entry), details: details.join('; '), fingerprint: entry.fingerprint };
    }
    case 'host-key':
      return { what: t('trustList.host-key'), where: place(entry), details: entry.algorithm, fingerprint: entry.fingerprint };
    case 'note': {
      const seen = entry.note === 'certificate-seen';
      return { what: t(`trustList.note.${entry.note}`), where: place(entry), details: seen ? '' : entry.detail.replaceAll(',', ', '), fingerprint: seen ? entry.detail : '' };
    }
    case 'authority':
      return { what: t('trustList.authority'), where: t('trustList.everywhere'), details: `${entry.name}, ${t('trustList.until', { day: formatDay(entry.validTo) })}`, fingerprint: entry.fingerprint };
  }
}

/** Whether the user decided it; the rest are facts that were noted in passing. */
export function isDecision(entry: TrustEntry): boolean {
  return entry.kind !== 'note' || entry.note.endsWith('-allowed');
}

function place({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function faultWords(problem: CertificateProblem): string {
  switch (problem) {
    case 'expired':
    case 'not-yet-valid':
    case 'wrong-name':
    case 'weak':
      return t(`trustList.fault.${problem}`);
    default:
      return problem;
  }
}

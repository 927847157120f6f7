import { formatDay } from '../../shared/format/date.ts';
import { type CertificateCheck, type CertificateReport, shortName } from '../../shared/model/certificate.ts';
import { t } from '../locale/translate.ts';

export interface CheckWords {
  readonly words: string;
  /** What to do; null where there is nothing to be done. */
  readonly next: string | null;
}

/** A finding in words: what it is, what it means and what to do. */
export function checkWords({ check, verdict, about }: CertificateCheck, report: CertificateReport): CheckWords {
  if (verdict === 'fail') return failing({ check, about }, report);
  const leaf = report.chain[0]!;
  const good = verdict === 'pass';
  const only = (words: string): CheckWords => ({ words, next: null });
  switch (check) {
    case 'complete':
      return only(good ? t('check.complete.pass') : t('check.complete.unknown', { about }));
    case 'trusted':
      return only(good ? t('check.trusted.pass', { about }) : t('check.trusted.unknown'));
    case 'not-self-signed':
      return only(t('check.not-self-signed.pass', { about }));
    case 'name':
      return only(good ? t('check.name.pass', { about }) : t('check.name.unknown', { about }));
    case 'dates':
      return only(t('check.dates.pass', { day: formatDay(Math.min(...report.chain.map(({ validTo }) => validTo), leaf.validTo)) }));
    case 'strong':
      return only(t('check.strong.pass'));
    case 'unchanged':
      return only(good ? t('check.unchanged.pass') : t(report.tls === null ? 'check.unchanged.file' : 'check.unchanged.unknown'));
  }
}

function failing({ check, about }: Pick<CertificateCheck, 'check' | 'about'>, { chain, host, standing, problems }: CertificateReport): CheckWords {
  switch (check) {
    case 'complete':
      return { words: t('check.complete.fail', { about }), next: t('check.complete.next') };
    case 'trusted':
      // What to do about one that signed itself stands in a line of its own.
      return { words: t('check.trusted.fail', { about }), next: problems.includes('self-signed') ? null : t('check.trusted.next') };
    case 'not-self-signed':
      return { words: t('check.not-self-signed.fail'), next: t('check.not-self-signed.next') };
    case 'name':
      return { words: t('check.name.fail', { about, host: host ?? '' }), next: t('check.name.next') };
    case 'dates': {
      const late = chain.find((one) => shortName(one.subject) === about && one.validTo < Date.now());
      if (late !== undefined) return { words: t('check.dates.fail', { about, day: formatDay(late.validTo) }), next: t('check.dates.next') };
      const early = Math.max(...chain.map(({ validFrom }) => validFrom));
      return { words: t('check.dates.early', { about, day: formatDay(early) }), next: t('check.dates.earlyNext') };
    }
    case 'strong': {
      const weak = chain.find((one) => shortName(one.subject) === about && one.weaknesses.length > 0);
      const why = (weak?.weaknesses ?? []).map((weakness) => (weakness === 'short-key' ? t('check.strong.short-key', { bits: weak?.key.bits ?? 0 }) : t(`check.strong.${weakness}`))).join(', ');
      return { words: t('check.strong.fail', { about, why }), next: t('check.strong.next') };
    }
    case 'unchanged':
      return standing === 'verified'
        ? { words: t('check.unchanged.renewed'), next: null }
        : { words: t('check.unchanged.fail', { about: about.slice(0, 23) }), next: t('check.unchanged.next') };
  }
}

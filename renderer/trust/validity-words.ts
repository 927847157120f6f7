import type { CertificateFacts } from '../../shared/model/certificate.ts';
import { counted } from '../locale/translate.ts';

const day = 86_400_000;

export interface ValidityWords {
  readonly words: string;
  /** `soon`: within a month. */
  readonly grade: 'good' | 'soon' | 'bad';
}

/** How long a certificate is still valid, or how long it has not been. */
export function validityWords({ validFrom, validTo }: Pick<CertificateFacts, 'validFrom' | 'validTo'>, now: number): ValidityWords {
  if (validTo < now) return { words: counted('inspect.expiredFor', Math.floor((now - validTo) / day)), grade: 'bad' };
  if (validFrom > now) return { words: counted('inspect.notBefore', Math.ceil((validFrom - now) / day)), grade: 'bad' };
  const left = Math.floor((validTo - now) / day);
  return { words: counted('inspect.daysLeft', left), grade: left < 30 ? 'soon' : 'good' };
}

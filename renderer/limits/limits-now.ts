import { formatRate } from '../../shared/format/rate.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { t } from '../locale/translate.ts';

/** Whether any limit is set, be it for some other time. */
export function isAnyLimitSet({ uploadRate, downloadRate, rateSchedule }: Pick<Settings, 'uploadRate' | 'downloadRate' | 'rateSchedule'>): boolean {
  return uploadRate !== null || downloadRate !== null || rateSchedule.length > 0;
}

/** The limits as they are set, in a few words. */
export function limitWords(settings: Pick<Settings, 'rateLimits' | 'uploadRate' | 'downloadRate' | 'rateSchedule'>): string {
  if (!settings.rateLimits || !isAnyLimitSet(settings)) return t('limits.off');
  const rate = (value: number | null): string => (value === null ? t('limits.free') : formatRate(value));
  return t('limits.set', { up: rate(settings.uploadRate), down: rate(settings.downloadRate) });
}

import { assertNever } from '../../shared/model/assert-never.ts';
import type { Notice } from '../../shared/model/notice.ts';
import { t } from '../locale/translate.ts';
import type { Notices } from './notice-store.ts';

/** Puts main's notice into words. */
export function showNotice(notices: Notices, notice: Notice): void {
  switch (notice.kind) {
    case 'window-crashed':
      return notices.show({ tone: 'warn', title: t('notice.windowCrashed'), body: t('notice.windowCrashed.next'), detail: notice.reason });
    case 'file-set-aside':
      return notices.show({
        tone: 'warn',
        title: t('notice.fileSetAside', { file: notice.file }),
        body: t(notice.recovered ? 'notice.fileRecovered' : 'notice.fileNotRecovered'),
        detail: notice.keptAs,
      });
    default:
      assertNever(notice);
  }
}

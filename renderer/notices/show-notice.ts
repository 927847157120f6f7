import { formatCount } from '../../shared/format/bytes.ts';
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
    case 'queue-set-aside':
      return notices.show({
        tone: 'warn',
        title: t('notice.queueSetAside'),
        body: notice.rows === 0 ? t('notice.queueLost') : t('notice.queueSaved', { rows: formatCount(notice.rows) }),
        detail: notice.keptAs,
      });
    case 'queue-not-kept':
      return notices.show({ tone: 'warn', title: t('notice.queueNotKept'), body: t('notice.queueNotKept.next'), detail: notice.why });
    case 'queue-without-room':
      return notices.show({ tone: 'warn', title: t('notice.queueWithoutRoom'), body: t('notice.queueWithoutRoom.next'), detail: notice.why });
    case 'queue-kept-again':
      return notices.show({ tone: 'info', title: t('notice.queueKeptAgain'), body: t('notice.queueKeptAgain.next'), detail: null });
    case 'queue-gone':
      return notices.show({ tone: 'warn', title: t('notice.queueGone'), body: t('notice.queueGone.next', { rows: formatCount(notice.rows) }), detail: null });
    default:
      assertNever(notice);
  }
}

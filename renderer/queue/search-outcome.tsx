import { t } from '../locale/translate.ts';
import type { ShownPage } from './queue-slots.ts';

/** What becomes of a search besides the rows that it finds; nothing before the engine has answered this one. */
export function SearchOutcome({ search, page }: { readonly search: string; readonly page: ShownPage | null }) {
  const answer = page?.search === search ? page : null;
  return (
    <div role="status">
      {answer?.searching === true ? (
        <p className={answer.total === 0 ? 'dock-empty' : 'queue-searching'}>{t('queue.searching')}</p>
      ) : answer?.total === 0 ? (
        <div className="dock-empty">
          <strong className="queue-empty-title">{t('queue.notFound', { search })}</strong>
          <span>{t('queue.notFoundHint')}</span>
        </div>
      ) : null}
    </div>
  );
}

import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../locale/translate.ts';
import { useHawser } from '../use-hawser.ts';
import { focusQueue } from '../window/focus.ts';
import { NONE_CHOSEN } from './chosen.ts';

/** The engine is asked once the typing rests. */
const REST_MS = 180;

/** Finds transfers by their paths, in the tab that is shown. */
export function QueueSearch() {
  const { queue } = useHawser();
  const [typed, setTyped] = useState(() => queue.view.getState().search);
  useEffect(() => {
    if (typed === queue.view.getState().search) return undefined;
    const timer = setTimeout(() => queue.view.setState({ search: typed.slice(0, 1000), chosen: NONE_CHOSEN }), REST_MS);
    return () => clearTimeout(timer);
  }, [queue, typed]);
  return (
    <label className="queue-search">
      <Search size={13} strokeWidth={2} aria-hidden />
      <input
        type="search"
        data-field="search-queue"
        aria-label={t('queue.search')}
        placeholder={t('queue.searchShort')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') setTyped('');
          else if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') focusQueue();
          else return;
          event.preventDefault();
        }}
      />
    </label>
  );
}

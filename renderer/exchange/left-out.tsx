import type { NotCarried } from '../../shared/model/exchange-preview.ts';
import { counted, t } from '../locale/translate.ts';

/** As many as anybody reads; the count says that there are more. */
const MOST = 500;

/** What cannot be carried over, item by item. */
export function LeftOut({ items }: { readonly items: readonly NotCarried[] }) {
  if (items.length === 0) return null;
  return (
    <details className="left-out" open={items.length <= 3}>
      <summary>{counted('left.title', items.length)}</summary>
      <ul aria-label={counted('left.title', items.length)}>
        {items.slice(0, MOST).map(({ where, reason, what }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the list never changes
          <li key={index}>
            <strong>{/^\d+$/u.test(where) ? t('left.line', { line: where }) : where}</strong> {wordsOf(reason, what)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function wordsOf(reason: NotCarried['reason'], what: string): string {
  switch (reason) {
    case 'protocol':
    case 'field':
    case 'key-type':
    case 'invalid':
      return t(`left.${reason}`, { what });
    case 'password-locked':
    case 'password-unreadable':
    case 'hashed-name':
      return t(`left.${reason}`);
  }
}

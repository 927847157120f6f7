import type { ImportResult, NotCarried } from '../../shared/model/exchange-preview.ts';
import { counted, t } from '../locale/translate.ts';
import { LeftOut } from './left-out.tsx';

/** What an import has done, line by line. */
export function ImportDone({ result, notCarried }: { readonly result: ImportResult; readonly notCarried: readonly NotCarried[] }) {
  const { added, replaced, kept, bookmarks, secrets, secretsKept } = result;
  const trusted = result.hostKeys + result.certificates;
  const lines = [
    counted('import.added', added),
    ...(replaced === 0 ? [] : [counted('import.replaced', replaced)]),
    ...(kept === 0 ? [] : [counted('import.kept', kept)]),
    ...(bookmarks === 0 ? [] : [counted('import.bookmarksAdded', bookmarks)]),
    ...(trusted === 0 ? [] : [counted('import.trusted', trusted)]),
    ...(secretsKept === 'saved' ? [counted('import.secretsSaved', secrets)] : secretsKept === 'session' ? [counted('import.secretsSession', secrets)] : secretsKept === 'locked' ? [t('import.secretsLocked')] : []),
  ];
  return (
    <>
      <p role="status">
        <strong>{t('import.done')}</strong>
      </p>
      <ul className="exchange-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <LeftOut items={notCarried} />
    </>
  );
}

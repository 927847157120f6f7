import { FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImportPlace } from '../../shared/model/exchange-preview.ts';
import { t } from '../locale/translate.ts';
import { SMALL_ICON } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';

/** The files of other programs that are there, each one click away. */
export function ImportStart({ onOpen }: { readonly onOpen: (path: string) => void }) {
  const { main, notices } = useHawser();
  const [places, setPlaces] = useState<readonly ImportPlace[]>([]);
  useEffect(() => {
    let gone = false;
    void main.importPlaces().then((found) => {
      if (!found.ok) notices.showFailure(found.failure);
      else if (!gone) setPlaces(found.value);
    });
    return () => {
      gone = true;
    };
  }, [main, notices]);
  return (
    <>
      <p>{t('import.words')}</p>
      <p>{t('import.dropWords')}</p>
      {places.length === 0 ? null : (
        <section aria-label={t('import.here')} className="import-places">
          <h3>{t('import.here')}</h3>
          {places.map(({ source, path }) => (
            <button key={path} type="button" className="import-place" onClick={() => onOpen(path)}>
              <FileText {...SMALL_ICON} />
              <span>{t(`import.source.${source}`)}</span>
              <code>{path}</code>
            </button>
          ))}
        </section>
      )}
    </>
  );
}

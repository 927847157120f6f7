import { useMemo } from 'react';
import { t } from '../../locale/translate.ts';
import { classNames } from '../../ui/class-names.ts';
import { compareTexts, type Difference, type Text } from './compare-texts.ts';
import { TextLine } from './text-line.tsx';

const words = { none: 'preview.same', ends: 'preview.sameLines', unknown: 'preview.sameSoFar' } as const;

interface TextPairProps {
  readonly texts: readonly [Text, Text];
  readonly titles: readonly [string, string];
}

/** Two texts line by line, from shortly before the first line that differs. */
export function TextPair({ texts, titles }: TextPairProps) {
  const { difference, pairs } = useMemo(() => compareTexts(texts), [texts]);
  const said = differenceWords(difference);
  return (
    <>
      <section className="preview-scroll" aria-label={t('preview.both', { difference: said })}>
        <table className="preview-text">
          <colgroup>
            <col className="preview-gutter" />
            <col className="preview-half" />
            <col className="preview-gutter" />
            <col />
          </colgroup>
          <thead>
            <tr>
              {titles.map((title) => (
                <th key={title} scope="colgroup" colSpan={2}>
                  <span className="visually-hidden">{title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ number, differs, sides: [mine, theirs] }) => (
              <tr key={number} className={classNames(differs && 'preview-differs')}>
                <TextLine number={number} line={mine} />
                <TextLine number={number} line={theirs} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="preview-note">{said}</p>
    </>
  );
}

function differenceWords(difference: Difference): string {
  return difference.kind === 'line' ? t('preview.differs', { line: difference.line }) : t(words[difference.kind]);
}

import { useState } from 'react';
import { describeFailure } from '../../../shared/locale/describe-failure.ts';
import type { FilePreview } from '../../../shared/model/file-preview.ts';
import { t } from '../../locale/translate.ts';
import { firstLines } from './compare-texts.ts';
import { TextLine } from './text-line.tsx';
import type { Seen } from './use-preview.ts';

interface OnePreviewProps {
  readonly title: string;
  readonly seen: Seen;
}

/** What is in one of the two files, or why that is not shown. */
export function OnePreview({ title, seen }: OnePreviewProps) {
  if (seen.state === 'loading') return <p className="preview-word">{t('preview.loading')}</p>;
  if (seen.state === 'failed') return <p className="preview-word">{t('preview.failed', { why: describeFailure(seen.failure).what })}</p>;
  const { preview } = seen;
  if (preview.kind === 'none') return <p className="preview-word">{t(preview.why === 'too-large' ? 'preview.tooLarge' : 'preview.none')}</p>;
  if (preview.kind === 'image') return <Picture title={title} image={preview} />;
  if (preview.text === '') return <p className="preview-word">{t('preview.empty')}</p>;
  return (
    <section className="preview-scroll" aria-label={t('preview.single', { title })}>
      <table className="preview-text">
        <tbody>
          {firstLines(preview).map(({ number, line }) => (
            <tr key={number}>
              <TextLine number={number} line={line} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface PictureProps {
  readonly title: string;
  readonly image: Extract<FilePreview, { readonly kind: 'image' }>;
}

function Picture({ title, image: { type, data, width, height } }: PictureProps) {
  const [broken, setBroken] = useState(false);
  if (broken) return <p className="preview-word">{t('preview.none')}</p>;
  return (
    <figure className="preview-picture">
      <img src={`data:${type};base64,${data}`} alt={t('preview.picture', { title })} onError={() => setBroken(true)} />
      <figcaption className="preview-note">{t('preview.pixels', { width, height })}</figcaption>
    </figure>
  );
}

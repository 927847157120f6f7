import { useMemo } from 'react';
import type { QuestionOf } from '../question-of.ts';
import { OnePreview } from './one-preview.tsx';
import { TextPair } from './text-pair.tsx';
import { type Seen, usePreview } from './use-preview.ts';
import type { Text } from './compare-texts.ts';
import './file-previews.css';

interface FilePreviewsProps {
  readonly question: QuestionOf<'file-exists'>;
  readonly titles: readonly [string, string];
}

/** What is in the two files: texts line by line, else each by itself. Its size is the same whatever comes, so that no button moves under the pointer. */
export function FilePreviews({ question: { from, to, source, target }, titles }: FilePreviewsProps) {
  const mine = usePreview(from, source);
  const theirs = usePreview(to, target);
  const texts = useMemo(() => {
    const [one, other] = [textOf(mine), textOf(theirs)];
    return one === null || other === null ? null : ([one, other] as const);
  }, [mine, theirs]);
  if (texts !== null) {
    return (
      <div className="preview preview--together">
        <TextPair texts={texts} titles={titles} />
      </div>
    );
  }
  return (
    <div className="preview preview--apart">
      <OnePreview title={titles[0]} seen={mine} />
      <OnePreview title={titles[1]} seen={theirs} />
    </div>
  );
}

function textOf(seen: Seen): Text | null {
  return seen.state === 'seen' && seen.preview.kind === 'text' ? seen.preview : null;
}

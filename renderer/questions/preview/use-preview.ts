import { useEffect, useState } from 'react';
import { exactSize, type Entry } from '../../../shared/model/entry.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import type { FilePreview } from '../../../shared/model/file-preview.ts';
import type { Place } from '../../../shared/model/transfer.ts';
import { freshOperation } from '../../engine/fresh-id.ts';
import { useHawser } from '../../use-hawser.ts';

export type Seen = { readonly state: 'loading' } | { readonly state: 'seen'; readonly preview: FilePreview } | { readonly state: 'failed'; readonly failure: FailureData };

const nothing: Seen = { state: 'seen', preview: { kind: 'none', why: 'binary' } };

/** What is in a file, once it has been fetched; that is broken off when nobody wants to see it any more. */
export function usePreview(place: Place, entry: Entry): Seen {
  const { engine } = useHawser();
  const readable = entry.kind === 'file' || entry.kind === 'link';
  const size = entry.kind === 'file' ? exactSize(entry) : null;
  const [seen, setSeen] = useState<Seen>(readable ? { state: 'loading' } : nothing);
  useEffect(() => {
    if (!readable) return undefined;
    let wanted = true;
    const operation = freshOperation();
    void engine.preview(operation, place, size).then((outcome) => {
      if (!wanted) return;
      wanted = false;
      setSeen(outcome.ok ? { state: 'seen', preview: outcome.value } : { state: 'failed', failure: outcome.failure });
    });
    return () => {
      if (wanted) void engine.cancel(operation);
      wanted = false;
    };
  }, [engine, place, readable, size]);
  return seen;
}

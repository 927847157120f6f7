import { useEffect, useRef, useState } from 'react';
import type { ImportChoices, ImportPreview, ImportResult } from '../../shared/model/exchange-preview.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import { t } from '../locale/translate.ts';
import { useHawser } from '../use-hawser.ts';

export interface ImportState {
  readonly busy: 'reading' | 'working' | null;
  readonly preview: ImportPreview | null;
  readonly result: ImportResult | null;
  readonly failure: FailureData | null;
}

const NOTHING: ImportState = { busy: null, preview: null, result: null, failure: null };

/** The steps of an import: a file is opened (`first` at once), perhaps unlocked, and applied. What was opened is closed with the dialog. */
export function useImport(first: string | null) {
  const { main } = useHawser();
  const [state, setState] = useState<ImportState>({ ...NOTHING, busy: first === null ? null : 'reading' });
  const token = useRef<string | null>(null);

  const read = async (path: string | null): Promise<void> => {
    setState((before) => ({ ...before, busy: 'reading', failure: null }));
    const opened = await main.openImport({ path, title: t('import.chooseTitle') });
    if (!opened.ok) return setState({ ...NOTHING, failure: opened.failure });
    token.current = opened.value?.token ?? token.current;
    return setState((before) => ({ ...before, busy: null, preview: opened.value ?? before.preview }));
  };
  const unlock = async (password: string): Promise<void> => {
    const { preview } = state;
    if (preview === null) return;
    setState({ ...state, busy: 'reading', failure: null });
    const opened = await main.unlockImport(preview.token, password);
    setState({ ...NOTHING, preview: opened.ok ? opened.value : preview, failure: opened.ok ? null : opened.failure });
  };
  const apply = async (choices: ImportChoices): Promise<void> => {
    const { preview } = state;
    if (preview === null) return;
    setState({ ...state, busy: 'working', failure: null });
    const applied = await main.applyImport(preview.token, choices);
    setState({ ...NOTHING, preview, result: applied.ok ? applied.value : null, failure: applied.ok ? null : applied.failure });
  };

  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current && first !== null) void read(first);
    begun.current = true;
  });
  useEffect(
    () => () => {
      if (token.current !== null) void main.closeImport(token.current);
    },
    [main],
  );
  return { state, read, unlock, apply };
}

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Entry } from '../../shared/model/entry.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { t } from '../locale/translate.ts';
import { useHawser, usePane } from '../use-hawser.ts';
import { focusPane } from '../window/focus.ts';
import { checkName } from './check-name.ts';
import { extensionOf } from './kind.ts';
import type { Side } from './pane-state.ts';

/** A row's name as a field: Enter renames, Escape or leaving it does not. */
export function RenameField({ side, entry }: { readonly side: Side; readonly entry: Entry }) {
  const pane = useHawser().panes[side];
  const grammar = usePane(pane, (state) => state.grammar);
  const names = usePane(pane, (state) => state.names);
  const [name, setName] = useState(entry.name);
  const input = useRef<HTMLInputElement>(null);
  const problem = name === entry.name ? null : checkName(name, grammar, names);
  useEffect(() => {
    const extension = entry.kind === 'file' ? extensionOf(entry.name) : '';
    input.current?.focus();
    input.current?.setSelectionRange(0, entry.name.length - (extension === '' ? 0 : extension.length + 1));
  }, [entry]);

  const end = (): void => pane.store.setState({ renaming: null });
  const keys = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Enter' && problem !== null) return;
    end();
    focusPane(side);
    if (event.key === 'Enter' && name !== entry.name) void pane.rename(entry.name, name);
  };
  return (
    <input
      ref={input}
      className="rename-field"
      aria-label={t('pane.newNameFor', { name: displayName(entry.name) })}
      aria-invalid={problem !== null}
      title={problem === null ? undefined : t(problem)}
      value={name}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setName(event.target.value)}
      onKeyDown={keys}
      onMouseDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={end}
    />
  );
}

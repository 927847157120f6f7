import { ArrowDown, ArrowUp, ScanSearch, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { formatDay } from '../../shared/format/date.ts';
import { type TrustEntry, trustKeyText } from '../../shared/model/trust-entry.ts';
import { t } from '../locale/translate.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { entryWords } from './entry-words.ts';
import { type TrustColumn, trustColumns, type TrustOrder } from './sort-entries.ts';

interface TrustTableProps {
  readonly entries: readonly TrustEntry[];
  readonly order: TrustOrder;
  readonly onOrder: (order: TrustOrder) => void;
  readonly onRemove: (entry: TrustEntry) => void;
  readonly onInspect: (entry: TrustEntry) => void;
}

/** The entries as a grid with one tab stop: arrows move, Enter inspects, Delete removes. */
export function TrustTable({ entries, order, onOrder, onRemove, onInspect }: TrustTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, entries.length - 1);
  const go = (place: number): void => {
    const next = Math.max(0, Math.min(entries.length - 1, place));
    setChosen(next);
    body.current?.querySelectorAll<HTMLElement>('tr')[next]?.focus();
  };
  const keys = (event: KeyboardEvent): void => {
    const entry = entries[at];
    const targets: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1, PageDown: at + 10, PageUp: at - 10 };
    const target = targets[event.key];
    if (target !== undefined) go(target);
    else if (event.key === 'Delete' && entry !== undefined) {
      onRemove(entry);
      // The row that follows takes its place.
      setTimeout(() => go(at));
    } else if (event.key === 'Enter' && entry !== undefined && event.target instanceof HTMLTableRowElement) onInspect(entry);
    else return;
    event.preventDefault();
  };
  return (
    <div className="trust-scroll">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose rows are moved through is a grid (ARIA 1.2) */}
      <table role="grid" aria-label={t('trustList.list')} className="trust-table">
        <thead>
          <tr>
            {trustColumns.map((column) => (
              <Head key={column} column={column} order={order} onOrder={onOrder} />
            ))}
            <th aria-label={t('trustList.remove')} />
          </tr>
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of its rows come up here */}
        <tbody ref={body} onKeyDown={keys}>
          {entries.map((entry, place) => (
            <Row key={trustKeyText(entry)} entry={entry} chosen={place === at} onChoose={() => setChosen(place)} onRemove={() => onRemove(entry)} onInspect={() => onInspect(entry)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ column, order, onOrder }: { readonly column: TrustColumn; readonly order: TrustOrder; readonly onOrder: (order: TrustOrder) => void }) {
  const sorted = order.by === column;
  const Arrow = order.up ? ArrowUp : ArrowDown;
  return (
    <th aria-sort={sorted ? (order.up ? 'ascending' : 'descending') : 'none'} className={`trust-${column}`}>
      <button type="button" onClick={() => onOrder({ by: column, up: sorted ? !order.up : column !== 'since' })}>
        {t(`trustList.${column}`)} {sorted ? <Arrow size={11} strokeWidth={2} aria-hidden /> : null}
      </button>
    </th>
  );
}

interface RowProps {
  readonly entry: TrustEntry;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onRemove: () => void;
  readonly onInspect: () => void;
}

function Row({ entry, chosen, onChoose, onRemove, onInspect }: RowProps) {
  const { what, where, details, fingerprint } = entryWords(entry);
  const inspectable = entry.kind === 'certificate' || entry.kind === 'authority';
  return (
    <tr tabIndex={chosen ? 0 : -1} aria-selected={chosen} onFocus={onChoose} onDoubleClick={inspectable ? onInspect : undefined}>
      <td className="trust-what">{what}</td>
      <td className="trust-where">{where}</td>
      <td className="trust-details" title={details}>
        {details}
      </td>
      <td className="trust-fingerprint" title={fingerprint}>
        {fingerprint}
      </td>
      <td className="trust-since">{formatDay(Date.parse(entry.decided))}</td>
      <td className="trust-actions">
        {inspectable ? <IconButton small icon={ScanSearch} tabIndex={-1} label={t('trustList.inspect')} onClick={onInspect} /> : null}
        <IconButton small icon={Trash2} tabIndex={-1} label={t('trustList.remove')} hint={t('trustList.removeHint')} onClick={onRemove} />
      </td>
    </tr>
  );
}

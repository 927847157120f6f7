import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, KeyRound } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { PreviewSite } from '../../shared/model/exchange-preview.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';

interface ImportSitesListProps {
  readonly sites: readonly PreviewSite[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
}

const ROW = 28;

/** The sites of a file with a tick each: arrows move, Space ticks, Ctrl+A ticks all. */
export function ImportSitesList({ sites, chosen, onChoose }: ImportSitesListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const id = useId();
  const virtual = useVirtualizer({ count: sites.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 8 });
  const toggle = (index: number): void => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    onChoose(next);
  };
  const keys = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sites.length - 1, PageDown: at + page, PageUp: at - page };
    const step = steps[event.key];
    if (event.key === ' ') toggle(at);
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) onChoose(new Set(sites.keys()));
    else if (step === undefined) return;
    else {
      const next = Math.max(0, Math.min(sites.length - 1, step));
      setAt(next);
      virtual.scrollToIndex(next, { align: 'auto' });
    }
    event.preventDefault();
  };
  return (
    <div ref={scroller} role="listbox" tabIndex={0} aria-multiselectable aria-label={t('import.list')} aria-activedescendant={`${id}-${at}`} className="import-list" data-autofocus onKeyDown={keys}>
      <div role="presentation" className="import-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const { name, folders, address, secret, state, differs } = sites[index]!;
          const words = state === 'different' ? t('import.state.different', { parts: differs.map((part) => t(`part.${part}`)).join(', ') }) : t(`import.state.${state}`);
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list itself has the focus and the keys
            <div
              key={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={chosen.has(index)}
              aria-label={[name, ...folders, address, words, ...(secret ? [t('import.withSecret')] : [])].join(', ')}
              aria-posinset={index + 1}
              aria-setsize={sites.length}
              className={classNames('import-row', index === at && 'import-row--at')}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                setAt(index);
                toggle(index);
              }}
            >
              <span className="import-tick">{chosen.has(index) ? <Check size={12} strokeWidth={3} aria-hidden /> : null}</span>
              <span className="import-name" title={[...folders, name].join(' / ')}>
                {folders.length === 0 ? null : <span className="import-folders">{`${folders.join(' / ')} / `}</span>}
                {name}
              </span>
              <span className="import-address" title={address}>
                {address}
              </span>
              <span className="import-secret" title={secret ? t('import.withSecret') : undefined}>
                {secret ? <KeyRound size={13} strokeWidth={1.75} aria-hidden /> : null}
              </span>
              <span className={`import-state import-state--${state}`} title={words}>
                {words}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

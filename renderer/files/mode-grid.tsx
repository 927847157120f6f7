import { Check, Minus } from 'lucide-react';
import { t } from '../locale/translate.ts';
import { type ModeBits, triples, turned } from './mode-bits.ts';

const rows = ['owner', 'group', 'others'] as const;
const columns = [['read', 4], ['write', 2], ['execute', 1]] as const;

interface ModeGridProps {
  readonly bits: ModeBits;
  /** The bits on which the files differ, so that a click comes back to keeping them. */
  readonly differing: number;
  readonly disabled: boolean;
  readonly onChange: (bits: ModeBits) => void;
}

/** Nine boxes: ticked, empty, or a dash for what stays as it is. */
export function ModeGrid({ bits, differing, disabled, onChange }: ModeGridProps) {
  return (
    <table className="mode-grid">
      <thead>
        <tr>
          <th scope="col" aria-label={t('permissions.who')} />
          {columns.map(([column]) => (
            <th key={column} scope="col">
              {t(`permissions.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((who, row) => (
          <tr key={who}>
            <th scope="row">{t(`permissions.${who}`)}</th>
            {columns.map(([column, value]) => {
              const bit = value << (triples[row] ?? 0);
              const state = (bits.mask & bit) === 0 ? 'mixed' : (bits.bits & bit) !== 0;
              return (
                <td key={column}>
                  <button type="button" role="checkbox" className="mode-box" aria-checked={state} aria-label={t('permissions.box', { who: t(`permissions.${who}`), what: t(`permissions.${column}`) })} disabled={disabled} onClick={() => onChange(turned(bits, bit, (differing & bit) !== 0))}>
                    {state === 'mixed' ? <Minus size={14} strokeWidth={2} aria-hidden /> : state ? <Check size={14} strokeWidth={2.5} aria-hidden /> : null}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

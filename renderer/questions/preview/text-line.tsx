import { displayName } from '../../../shared/format/display-name.ts';
import type { ShownLine } from './compare-texts.ts';

interface TextLineProps {
  readonly number: number;
  /** Null: the text has ended. */
  readonly line: ShownLine | null;
}

/** The two cells of one line: its number and what stands in it. */
export function TextLine({ number, line }: TextLineProps) {
  return (
    <>
      <td className="preview-number">{line === null ? null : number}</td>
      <td className="preview-line">
        {line === null ? null : (
          <>
            {harmless(line.before)}
            {line.other === '' ? null : <mark>{harmless(line.other)}</mark>}
            {harmless(line.after)}
          </>
        )}
      </td>
    </>
  );
}

/** Control characters as words; tabs stay what they are. */
function harmless(text: string): string {
  return text.split('\t').map(displayName).join('\t');
}

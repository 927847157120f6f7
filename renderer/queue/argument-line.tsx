import { useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import { chooseAfterQueue } from './after-queue.ts';

/** The arguments of the program that is run after the queue, and how they are read. */
export function ArgumentLine() {
  const hawser = useHawser();
  const args = useStore(hawser.queue.after, (after) => after.args);
  // What is typed is ahead of what main has read.
  const [typed, setTyped] = useState(() => hawser.queue.after.getState().argumentLine);
  return (
    <div className="after-arguments">
      <Field
        label={t('after.arguments')}
        className="field-input after-line"
        value={typed}
        maxLength={8192}
        error={args === null ? t('after.argumentsWrong') : null}
        note={t('after.argumentsNote', { done: '{done}', failed: '{failed}', skipped: '{skipped}' })}
        onChange={(event) => {
          setTyped(event.target.value);
          void chooseAfterQueue(hawser, { argumentLine: event.target.value });
        }}
      />
      {args === null || args.length === 0 ? null : (
        <ol className="after-read" aria-label={t('after.argumentsRead')}>
          {args.map((one, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- an argument is its place
            <li key={index}>{one === '' ? '\u00a0' : one}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

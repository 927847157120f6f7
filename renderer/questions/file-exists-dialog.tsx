import { Files } from 'lucide-react';
import { useId, useState } from 'react';
import { formatBytes, formatCount } from '../../shared/format/bytes.ts';
import { formatModifiedFully } from '../../shared/format/date.ts';
import { displayName } from '../../shared/format/display-name.ts';
import type { Entry } from '../../shared/model/entry.ts';
import type { AnswerTo } from '../../shared/model/question.ts';
import { t } from '../locale/translate.ts';
import { FileIcon } from '../panes/file-icon.tsx';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { QuestionOf } from './question-of.ts';
import './file-exists-dialog.css';

interface FileExistsDialogProps {
  readonly question: QuestionOf<'file-exists'>;
  readonly onAnswer: (answer: AnswerTo<'file-exists'>) => void;
}

/** The file is there already: both side by side, and what to do. Leaving the dialog keeps the one that is there. */
export function FileExistsDialog({ question, onAnswer }: FileExistsDialogProps) {
  const [forAll, setForAll] = useState(false);
  const checkbox = useId();
  const { source, target, direction } = question;
  const answer = (action: AnswerTo<'file-exists'>['action']) => (): void => onAnswer({ action, forAll });
  const newer = compareTimes(source, target);
  return (
    <Dialog
      wide
      icon={Files}
      title={t('exists.title', { name: displayName(target.name) })}
      onDismiss={() => onAnswer({ action: 'skip', forAll: false })}
      actions={
        <>
          <label className="exists-all" htmlFor={checkbox}>
            <input id={checkbox} type="checkbox" checked={forAll} onChange={(event) => setForAll(event.target.checked)} />
            {t('exists.forAll')}
          </label>
          <span className="dialog-spring" />
          <Button onClick={answer('overwrite')}>{t('exists.overwrite')}</Button>
          <Button onClick={answer('rename')}>{t('exists.rename')}</Button>
          <Button look="primary" data-autofocus onClick={answer('skip')}>
            {t('exists.skip')}
          </Button>
        </>
      }
    >
      <p className="exists-path">{displayName(question.targetPath)}</p>
      <div className="exists-pair">
        <Version title={t(direction === 'upload' ? 'exists.yours' : 'exists.theirs')} entry={source} newer={newer > 0} larger={larger(source, target)} />
        <Version title={t(direction === 'download' ? 'exists.onThisComputer' : 'exists.onServer')} entry={target} newer={newer < 0} larger={larger(target, source)} />
      </div>
    </Dialog>
  );
}

interface VersionProps {
  readonly title: string;
  readonly entry: Entry;
  readonly newer: boolean;
  readonly larger: boolean;
}

function Version({ title, entry, newer, larger: isLarger }: VersionProps) {
  return (
    <div className="exists-version">
      <h3>
        <FileIcon entry={entry} /> {title}
      </h3>
      <p className={classNames(isLarger && 'exists-strong')}>
        {entry.size === null ? t('exists.unknownSize') : formatBytes(entry.size)}
        {entry.size === null ? null : <span className="exists-exact">{t('file.exactSize', { bytes: formatCount(entry.size) })}</span>}
      </p>
      <p className={classNames(newer && 'exists-strong')}>
        {entry.modified === null ? t('exists.unknownTime') : formatModifiedFully(entry.modified)}
        {newer ? <span className="exists-tag">{t('exists.newer')}</span> : null}
      </p>
    </div>
  );
}

function larger(one: Entry, other: Entry): boolean {
  return one.size !== null && other.size !== null && one.size > other.size;
}

const units = { day: 86_400_000, minute: 60_000, second: 1000, millisecond: 1 } as const;

/** Above 0: the first is newer. Differences below the coarser precision do not count. */
function compareTimes(a: Entry, b: Entry): number {
  if (a.modified === null || b.modified === null) return 0;
  const apart = a.modified.at - b.modified.at;
  return Math.abs(apart) < Math.max(units[a.modified.precision], units[b.modified.precision]) ? 0 : apart;
}

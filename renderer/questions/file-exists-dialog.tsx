import { Files } from 'lucide-react';
import { useId, useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import { exactSize, type Entry } from '../../shared/model/entry.ts';
import type { AnswerTo } from '../../shared/model/question.ts';
import { compareTimes, judgeConflict, type ConflictAction, type ConflictScope } from '../../shared/model/transfer-rules.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FileVersion } from './file-version.tsx';
import { FilePreviews } from './preview/file-previews.tsx';
import type { QuestionOf } from './question-of.ts';
import './file-exists-dialog.css';

interface FileExistsDialogProps {
  readonly question: QuestionOf<'file-exists'>;
  readonly onAnswer: (answer: AnswerTo<'file-exists'>) => void;
}

const conditions = { newer: 'exists.ifNewer', size: 'exists.ifSize', 'size-or-newer': 'exists.ifSizeOrNewer', content: 'exists.ifContent' } as const;

const scopesOf = {
  upload: { this: 'exists.scopeThis', run: 'exists.scopeRun', direction: 'exists.scopeUpload', always: 'exists.alwaysUpload' },
  download: { this: 'exists.scopeThis', run: 'exists.scopeRun', direction: 'exists.scopeDownload', always: 'exists.alwaysDownload' },
  copy: { this: 'exists.scopeThis', run: 'exists.scopeRun', direction: 'exists.scopeCopy', always: 'exists.alwaysCopy' },
} as const;

const titles = { upload: 'exists.yours', download: 'exists.theirs', copy: 'exists.copied' } as const;

/** The file is there already: both side by side, and what to do. Leaving the dialog keeps the one that is there. */
export function FileExistsDialog({ question, onAnswer }: FileExistsDialogProps) {
  const [scope, setScope] = useState<ConflictScope>('this');
  const select = useId();
  const { source, target, direction, targetPath } = question;
  const newer = compareTimes(source.modified, target.modified) ?? 0;
  const collision = !targetPath.endsWith(target.name);
  const [mine, theirs] = [t(titles[direction]), t(direction === 'download' ? 'exists.onThisComputer' : 'exists.onServer')];
  const scopes = scopesOf[direction];
  const choice = (action: ConflictAction, note?: string) => {
    const differs = action === 'resume' && question.differs === true;
    const disabled = differs || judgeConflict(action, question) === 'undecided';
    return { onClick: () => onAnswer({ action, scope }), disabled, title: differs ? t('exists.differs') : disabled ? t('exists.notKnown') : note };
  };
  return (
    <Dialog
      size="broad"
      icon={Files}
      tone={collision || question.differs ? 'warn' : 'plain'}
      title={t(collision ? 'exists.collision' : 'exists.title', { name: displayName(target.name) })}
      onDismiss={() => onAnswer({ action: 'skip', scope: 'this' })}
      actions={
        <>
          {direction === 'copy' ? null : (
            <Button {...choice('resume', t('exists.resumeNote'))}>{t('exists.resume')}</Button>
          )}
          <span className="dialog-spring" />
          <Button {...choice('overwrite')}>{t('exists.overwrite')}</Button>
          <Button {...choice('rename')}>{t('exists.rename')}</Button>
          <Button look="primary" data-autofocus {...choice('skip')}>
            {t('exists.skip')}
          </Button>
        </>
      }
    >
      <p className="exists-path">{displayName(targetPath)}</p>
      {collision ? <p>{t('exists.collisionWords', { name: displayName(target.name) })}</p> : null}
      {question.differs ? <p>{t('exists.differs')}</p> : null}
      <div className="exists-pair">
        <FileVersion title={mine} entry={source} newer={newer > 0} larger={larger(source, target)} />
        <FileVersion title={theirs} entry={target} newer={newer < 0} larger={larger(target, source)} />
        <FilePreviews question={question} titles={[mine, theirs]} />
      </div>
      <div className="exists-only" role="group" aria-label={t('exists.onlyIf')}>
        <span>{t('exists.onlyIf')}</span>
        {(Object.keys(conditions) as (keyof typeof conditions)[]).map((action) => (
          <Button key={action} {...choice(action)}>
            {t(conditions[action])}
          </Button>
        ))}
      </div>
      <label className="exists-scope" htmlFor={select}>
        {t('exists.scope')}
        <select id={select} className="field-select" value={scope} onChange={(event) => setScope(event.target.value as ConflictScope)}>
          {(Object.keys(scopes) as ConflictScope[]).map((one) => (
            <option key={one} value={one}>
              {t(scopes[one])}
            </option>
          ))}
        </select>
      </label>
    </Dialog>
  );
}

function larger(one: Entry, other: Entry): boolean {
  const [size, against] = [exactSize(one), exactSize(other)];
  return size !== null && against !== null && size > against;
}

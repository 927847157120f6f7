import { KeyRound, LockKeyhole } from 'lucide-react';
import { useRef } from 'react';
import type { AnswerTo } from '../../shared/model/question.ts';
import { t } from '../locale/translate.ts';
import { SaveSecret } from '../secrets/save-secret.tsx';
import { takeValue } from '../secrets/take-value.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import type { QuestionOf } from './question-of.ts';

interface SecretDialogProps {
  readonly question: QuestionOf<'password'> | QuestionOf<'passphrase'>;
  readonly onAnswer: (answer: AnswerTo<'password'>) => void;
}

/** Asks for a password or a key's passphrase. It goes from the field to the engine and stays nowhere in between. */
export function SecretDialog({ question, onAnswer }: SecretDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  const save = useRef<HTMLInputElement>(null);
  const password = question.kind === 'password';
  const submit = (): void => onAnswer({ secret: takeValue(input), save: save.current?.checked ?? false });
  return (
    <Dialog
      icon={password ? LockKeyhole : KeyRound}
      title={password ? t('secret.passwordTitle', { host: question.host }) : t('secret.passphraseTitle')}
      onDismiss={() => onAnswer(null)}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={() => onAnswer(null)}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit">
            {t('secret.signIn')}
          </Button>
        </>
      }
    >
      <p>{password ? t('secret.passwordWords', { user: question.user }) : t('secret.passphraseWords', { file: question.keyFile })}</p>
      <Field
        ref={input}
        data-autofocus
        type="password"
        label={t(password ? 'secret.password' : 'secret.passphrase')}
        error={question.again ? t(password ? 'secret.passwordAgain' : 'secret.passphraseAgain') : null}
      />
      {question.canSave === true ? <SaveSecret ref={save} /> : null}
    </Dialog>
  );
}

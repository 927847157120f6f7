import { LockOpen, ShieldAlert, Unlink } from 'lucide-react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FactList } from './fact-list.tsx';
import type { QuestionOf } from './question-of.ts';
import './consent-dialog.css';

type Consent = QuestionOf<'plaintext' | 'no-resumption' | 'insecure-algorithms'>;

interface ConsentDialogProps {
  readonly question: Consent;
  readonly onAnswer: (answer: 'refuse' | 'once' | 'always') => void;
  /** Connects encrypted in place of this; left out where that cannot be offered. */
  readonly onUseFtps?: (() => void) | undefined;
}

/** Something less safe than it should be, which the user may let happen for this server. Louder where the server was better before. */
export function ConsentDialog({ question, onAnswer, onUseFtps }: ConsentDialogProps) {
  const { host, port } = question;
  const worse = (question.kind === 'plaintext' && question.hadTls) || (question.kind === 'no-resumption' && question.had);
  const facts = [
    { name: t('consent.server'), value: `${host}:${port}` },
    ...(question.kind === 'insecure-algorithms' ? question.algorithms.map(({ use, name }) => ({ name: t(`consent.${use}`), value: name, mono: true, bad: true })) : []),
  ];
  return (
    <Dialog
      wide
      tone={worse ? 'bad' : 'plain'}
      icon={{ plaintext: LockOpen, 'no-resumption': Unlink, 'insecure-algorithms': ShieldAlert }[question.kind]}
      title={t(`consent.${question.kind}.title`, { host })}
      onDismiss={() => onAnswer('refuse')}
      actions={
        <>
          <Button look="primary" data-autofocus onClick={() => onAnswer('refuse')}>
            {t('trust.refuse')}
          </Button>
          <span className="dialog-spring" />
          <Button onClick={() => onAnswer('once')}>{t('consent.once')}</Button>
          <Button onClick={() => onAnswer('always')}>{t('consent.always')}</Button>
        </>
      }
    >
      <p>{t(`consent.${question.kind}.words`)}</p>
      {worse ? <p className="consent-worse">{t(`consent.${question.kind}.worse`)}</p> : null}
      <FactList facts={facts} />
      <p>{t(`consent.${question.kind}.next`)}</p>
      {onUseFtps === undefined ? null : (
        <p>
          <Button onClick={onUseFtps}>{t('consent.useFtps')}</Button>
        </p>
      )}
    </Dialog>
  );
}

import { KeySquare, ShieldAlert } from 'lucide-react';
import { hostCertificateFaultWords } from '../../shared/locale/host-certificate.en.ts';
import type { AnswerTo } from '../../shared/model/question.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Fact, FactList } from './fact-list.tsx';
import { KeyArt } from './key-art.tsx';
import type { QuestionOf } from './question-of.ts';

interface HostKeyDialogProps {
  readonly question: QuestionOf<'host-key'>;
  readonly onAnswer: (answer: AnswerTo<'host-key'>) => void;
}

/** A host key that is not known, or (loudly) not the one that is. Refusing is the default where it has changed. */
export function HostKeyDialog({ question, onAnswer }: HostKeyDialogProps) {
  const { host, port, algorithm, bits, fingerprint, remembered, certificateFault } = question;
  const changed = remembered !== null;
  const facts: readonly Fact[] = [
    { name: t('hostKey.server'), value: `${host}:${port}` },
    { name: t('hostKey.algorithm'), value: algorithm, mono: true },
    ...(bits === undefined ? [] : [{ name: t('hostKey.size'), value: t('hostKey.bits', { bits: String(bits) }), mono: true }]),
    ...(remembered === null ? [] : [{ name: t('hostKey.remembered'), value: remembered, mono: true }]),
    { name: t(changed ? 'hostKey.nowShown' : 'hostKey.fingerprint'), value: fingerprint, mono: true, bad: changed },
    ...(certificateFault === undefined ? [] : [{ name: t('hostKey.certificate'), value: t('hostKey.certificateFault', { fault: hostCertificateFaultWords[certificateFault] }), bad: true }]),
  ];
  return (
    <Dialog
      wide
      tone={changed ? 'bad' : 'plain'}
      icon={changed ? ShieldAlert : KeySquare}
      title={t(changed ? 'hostKey.changedTitle' : 'hostKey.title', { host })}
      onDismiss={() => onAnswer('refuse')}
      actions={
        changed ? (
          <>
            <Button onClick={() => onAnswer('once')}>{t('trust.once')}</Button>
            <Button onClick={() => onAnswer('always')}>{t('hostKey.replace')}</Button>
            <span className="dialog-spring" />
            <Button look="primary" data-autofocus onClick={() => onAnswer('refuse')}>
              {t('trust.refuse')}
            </Button>
          </>
        ) : (
          <>
            <Button data-autofocus onClick={() => onAnswer('refuse')}>
              {t('trust.refuse')}
            </Button>
            <span className="dialog-spring" />
            <Button onClick={() => onAnswer('once')}>{t('trust.once')}</Button>
            <Button look="primary" onClick={() => onAnswer('always')}>
              {t('trust.always')}
            </Button>
          </>
        )
      }
    >
      <p>{t(changed ? 'hostKey.changedWords' : 'hostKey.words')}</p>
      <FactList facts={facts} />
      <div className="key-art-row">
        {remembered === null ? null : <KeyArt fingerprint={remembered} algorithm={null} caption={t('hostKey.remembered')} />}
        <KeyArt fingerprint={fingerprint} algorithm={algorithm} bits={bits} {...(changed && { caption: t('hostKey.nowShown'), bad: true })} />
      </div>
      {changed ? <p>{t('hostKey.changedNext')}</p> : null}
    </Dialog>
  );
}

import { ShieldAlert, ShieldQuestionMark, TriangleAlert } from 'lucide-react';
import { formatDay } from '../../shared/format/date.ts';
import { type CertificateProblem, wholeName } from '../../shared/model/certificate.ts';
import type { AnswerTo } from '../../shared/model/question.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SMALL_ICON } from '../ui/icon-button.tsx';
import { type Fact, FactList } from './fact-list.tsx';
import type { QuestionOf } from './question-of.ts';

const problemWords: Readonly<Record<CertificateProblem, PlainKey>> = {
  'untrusted-root': 'certificate.untrustedRoot',
  'self-signed': 'certificate.selfSigned',
  'incomplete-chain': 'certificate.incompleteChain',
  expired: 'certificate.expired',
  'not-yet-valid': 'certificate.notYetValid',
  'wrong-name': 'certificate.wrongName',
  changed: 'certificate.changed',
  weak: 'certificate.weak',
  other: 'certificate.other',
};
/** Problems that a private server's own certificate does not have by nature. */
const grave: ReadonlySet<CertificateProblem> = new Set(['expired', 'wrong-name', 'changed', 'weak']);

interface CertificateDialogProps {
  readonly question: QuestionOf<'certificate'>;
  readonly onAnswer: (answer: AnswerTo<'certificate'>) => void;
}

/** A certificate that could not be trusted by itself. Refusing is the default. */
export function CertificateDialog({ question, onAnswer }: CertificateDialogProps) {
  const { host, port, chain, problems, remembered } = question;
  const leaf = chain[0];
  const serious = problems.some((problem) => grave.has(problem));
  const has = (problem: CertificateProblem): boolean => problems.includes(problem);
  const facts: readonly Fact[] =
    leaf === undefined
      ? []
      : [
          { name: t('certificate.subject'), value: wholeName(leaf.subject) },
          { name: t('certificate.names'), value: leaf.altNames.map(({ value }) => value).join(', ') || '–', bad: has('wrong-name') },
          { name: t('certificate.issuer'), value: wholeName(leaf.issuer) },
          { name: t('certificate.validity'), value: t('certificate.fromTo', { from: formatDay(leaf.validFrom), to: formatDay(leaf.validTo) }), bad: has('expired') || has('not-yet-valid') },
          ...(remembered === null ? [] : [{ name: t('certificate.remembered'), value: inTwoLines(remembered), mono: true }]),
          { name: t('certificate.sha256'), value: inTwoLines(leaf.sha256), mono: true, bad: has('changed') },
        ];
  return (
    <Dialog
      wide
      tone={serious ? 'bad' : 'warn'}
      icon={serious ? ShieldAlert : ShieldQuestionMark}
      title={t(has('changed') ? 'certificate.changedTitle' : 'certificate.title', { host })}
      onDismiss={() => onAnswer('refuse')}
      actions={
        <>
          <Button onClick={() => onAnswer('once')}>{t('trust.once')}</Button>
          <Button onClick={() => onAnswer('always')}>{t('trust.always')}</Button>
          <span className="dialog-spring" />
          <Button look="primary" data-autofocus onClick={() => onAnswer('refuse')}>
            {t('trust.refuse')}
          </Button>
        </>
      }
    >
      <p>{t('certificate.words', { server: `${host}:${port}` })}</p>
      <ul className="problem-list">
        {problems.map((problem) => (
          <li key={problem} className={grave.has(problem) ? 'problem problem--bad' : 'problem'}>
            <TriangleAlert {...SMALL_ICON} />
            {t(problemWords[problem])}
          </li>
        ))}
      </ul>
      <FactList facts={facts} />
    </Dialog>
  );
}

/** A fingerprint of 32 pairs, broken in its middle and not within a pair. */
function inTwoLines(fingerprint: string): string {
  const pairs = fingerprint.split(':');
  return pairs.length === 32 ? `${pairs.slice(0, 16).join(':')}\n${pairs.slice(16).join(':')}` : fingerprint;
}

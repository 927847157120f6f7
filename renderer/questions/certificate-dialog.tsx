import { ShieldAlert, ShieldQuestionMark } from 'lucide-react';
import { useState } from 'react';
import { formatDay } from '../../shared/format/date.ts';
import { isGrave, nameWithOrganisation } from '../../shared/model/certificate.ts';
import type { AnswerTo } from '../../shared/model/question.ts';
import { t } from '../locale/translate.ts';
import { ChainInspector } from '../trust/chain-inspector.tsx';
import { CheckList } from '../trust/check-list.tsx';
import { inTwoLines } from '../trust/in-two-lines.ts';
import { SideBySide } from '../trust/side-by-side.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FactList } from './fact-list.tsx';
import type { QuestionOf } from './question-of.ts';
import './certificate-dialog.css';

interface CertificateDialogProps {
  readonly question: QuestionOf<'certificate'>;
  readonly onAnswer: (answer: AnswerTo<'certificate'>) => void;
}

/**
 * A certificate that could not be trusted by itself. Refusing is the default. One that has expired, is weak, names another host or has
 * changed is trusted for good only by a second step, so that nobody does it by habit.
 */
export function CertificateDialog({ question, onAnswer }: CertificateDialogProps) {
  const { host, port, chain, problems, remembered, rememberedFacts, names } = question;
  const leaf = chain[0]!;
  const changed = problems.includes('changed');
  const serious = changed || problems.some(isGrave);
  const [understood, setUnderstood] = useState(false);
  const [allNames, setAllNames] = useState(false);
  const [inspecting, setInspecting] = useState(false);
  return (
    <>
      <Dialog
        wide
        tone={serious ? 'bad' : 'warn'}
        icon={serious ? ShieldAlert : ShieldQuestionMark}
        title={t(changed ? 'certificate.changedTitle' : 'certificate.title', { host })}
        onDismiss={() => onAnswer('refuse')}
        actions={
          <>
            <Button onClick={() => onAnswer('once')}>{t('trust.once')}</Button>
            <Button disabled={serious && !understood} onClick={() => onAnswer(allNames ? 'always-all-names' : 'always')}>
              {t('trust.always')}
            </Button>
            <span className="dialog-spring" />
            <Button look="primary" data-autofocus onClick={() => onAnswer('refuse')}>
              {t('trust.refuse')}
            </Button>
          </>
        }
      >
        <p>{t('certificate.words', { server: `${host}:${port}` })}</p>
        <CheckList report={question} onlyFailed />
        {remembered === null ? (
          <FactList
            facts={[
              { name: t('certificate.subject'), value: nameWithOrganisation(leaf.subject) },
              { name: t('certificate.names'), value: leaf.altNames.map(({ value }) => value).join(', ') || t('cert.noNames'), bad: problems.includes('wrong-name') },
              { name: t('certificate.issuer'), value: nameWithOrganisation(leaf.issuer) },
              { name: t('certificate.validity'), value: t('certificate.fromTo', { from: formatDay(leaf.validFrom), to: formatDay(leaf.validTo) }), bad: problems.includes('expired') || problems.includes('not-yet-valid') },
              { name: t('certificate.sha256'), value: inTwoLines(leaf.sha256), mono: true },
            ]}
          />
        ) : (
          <SideBySide before={rememberedFacts} beforeFingerprint={remembered} shown={leaf} />
        )}
        <div className="certificate-choices">
          {serious ? (
            <label>
              <input type="checkbox" checked={understood} onChange={(event) => setUnderstood(event.target.checked)} />
              <span>{t('certificate.understood')}</span>
            </label>
          ) : null}
          {names.length === 0 ? null : (
            <label>
              <input type="checkbox" checked={allNames} onChange={(event) => setAllNames(event.target.checked)} />
              <span>{t('certificate.allNames', { names: names.join(', '), port })}</span>
            </label>
          )}
        </div>
        <p>
          <Button look="quiet" className="certificate-inspect" onClick={() => setInspecting(true)}>{t('certificate.inspect')}</Button>
        </p>
      </Dialog>
      {inspecting ? <ChainInspector report={question} onClose={() => setInspecting(false)} /> : null}
    </>
  );
}

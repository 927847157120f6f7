import { ShieldAlert, ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import { useState } from 'react';
import { type CertificateFacts, type CertificateReport, shortName } from '../../shared/model/certificate.ts';
import type { Protection } from '../../shared/model/protection.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';
import { CertificateDetails } from './certificate-details.tsx';
import { ChainDrawing } from './chain-drawing.tsx';
import { CheckList } from './check-list.tsx';
import { TlsLine } from './tls-line.tsx';
import './chain-inspector.css';

interface ChainInspectorProps {
  readonly report: CertificateReport;
  /** The data channel of the session that is looked at; undefined where it is none. */
  readonly data?: Protection | null | undefined;
  readonly onClose: () => void;
}

const looks = {
  verified: { tone: 'plain', icon: ShieldCheck },
  excepted: { tone: 'warn', icon: ShieldQuestionMark },
  untrusted: { tone: 'bad', icon: ShieldAlert },
} as const;

/** All that is known of a certificate: the verdict with its reasons, the chain as a drawing, and each certificate in full. */
export function ChainInspector({ report, data, onClose }: ChainInspectorProps) {
  const [chosen, setChosen] = useState(0);
  const [now] = useState(Date.now);
  const { chain, standing, tls, problems } = report;
  const { tone, icon } = looks[standing];
  const facts = chain[chosen] ?? chain[0]!;
  return (
    <Dialog
      size="large"
      tone={tone}
      icon={icon}
      title={t('inspect.title', { name: report.host ?? shortName(chain[0]!.subject) })}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <>
          <PemButtons key={facts.sha256} facts={facts} />
          <span className="dialog-spring" />
          <Button look="primary" type="submit">
            {t('dialog.done')}
          </Button>
        </>
      }
    >
      <div className="inspector">
        <section className="inspector-top">
          <p className={`inspector-verdict inspector-verdict--${standing}`}>{standingWords(report)}</p>
          <CheckList report={report} />
        </section>
        <div className="inspector-parts">
          <div className="inspector-chain">
            <ChainDrawing report={report} chosen={chosen} onChoose={setChosen} now={now} />
          </div>
          <section className="inspector-details" aria-label={t('inspect.details')}>
            <CertificateDetails facts={facts} wrongName={chosen === 0 && problems.includes('wrong-name')} />
          </section>
        </div>
        {tls === null ? null : <TlsLine tls={tls} data={data} />}
      </div>
    </Dialog>
  );
}

function standingWords({ standing, host, port }: CertificateReport): string {
  if (host === null) return t(standing === 'verified' ? 'inspect.verifiedFile' : 'inspect.untrustedFile');
  return t(`inspect.${standing}`, { server: port === null ? host : `${host}:${port}` });
}

/** Takes one certificate along, as text or in a file. */
function PemButtons({ facts }: { readonly facts: CertificateFacts }) {
  const hawser = useHawser();
  const [done, setDone] = useState<'copied' | 'saved' | null>(null);
  const copy = async (): Promise<void> => {
    await copyText(facts.pem);
    setDone('copied');
  };
  const save = async (): Promise<void> => {
    const name = `${shortName(facts.subject).replaceAll(/[^\w.-]+/gu, '-').slice(0, 80) || 'certificate'}.pem`;
    const saved = await hawser.main.saveFile({ title: t('inspect.savePem'), name, text: facts.pem });
    if (!saved.ok) hawser.notices.showFailure(saved.failure);
    else if (saved.value !== null) setDone('saved');
  };
  return (
    <>
      <Button onClick={() => void copy()}>{t(done === 'copied' ? 'inspect.copied' : 'inspect.copyPem')}</Button>
      <Button onClick={() => void save()}>{t(done === 'saved' ? 'inspect.saved' : 'inspect.savePem')}</Button>
    </>
  );
}

import { ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { InspectTarget } from '../../shared/ipc/engine-calls.ts';
import type { CertificateReport } from '../../shared/model/certificate.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { freshOperation } from '../engine/fresh-id.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { useHawser } from '../use-hawser.ts';
import { ChainInspector } from './chain-inspector.tsx';

interface InspectDialogProps {
  readonly target: InspectTarget;
  readonly onClose: () => void;
}

/** Looks at a certificate and shows it; while it looks, it can be stopped. One of these looks at one target. */
export function InspectDialog({ target, onClose }: InspectDialogProps) {
  const { engine, connection } = useHawser();
  const data = useStore(connection.store, (state) => (target.from === 'session' && state.status === 'open' && state.facts.session === target.session ? state.facts.protection.data : undefined));
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<Outcome<CertificateReport> | null>(null);
  useEffect(() => {
    const operation = freshOperation();
    let wanted = true;
    void engine.inspect(operation, target).then((answer) => {
      if (wanted) setOutcome(answer);
    });
    return () => {
      wanted = false;
      void engine.cancel(operation);
    };
  }, [engine, target, attempt]);

  if (outcome?.ok === true) return <ChainInspector report={outcome.value} data={data} onClose={onClose} />;
  if (outcome !== null) {
    return (
      <Dialog
        key="failed"
        wide
        tone="bad"
        icon={ScanSearch}
        title={t('inspect.failedTitle')}
        onDismiss={onClose}
        actions={
          <>
            <Button onClick={onClose}>{t('dialog.close')}</Button>
            <Button look="primary" data-autofocus onClick={() => {
                setOutcome(null);
                setAttempt(attempt + 1);
              }}>
              {t('inspect.retry')}
            </Button>
          </>
        }
      >
        <FailureCard failure={outcome.failure} />
      </Dialog>
    );
  }
  return (
    <Dialog
      key="busy"
      icon={ScanSearch}
      title={t('inspect.busy', { name: nameOf(target) })}
      onDismiss={onClose}
      actions={
        <Button data-autofocus onClick={onClose}>
          {t('dialog.stop')}
        </Button>
      }
    >
      <p role="status">{t('inspect.busyHint')}</p>
    </Dialog>
  );
}

function nameOf(target: InspectTarget): string {
  if (target.from === 'server') return `${target.host}:${target.port}`;
  return target.from === 'file' ? target.path : '…';
}

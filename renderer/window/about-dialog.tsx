import { useEffect, useState } from 'react';
import type { AppFacts } from '../../shared/ipc/main-calls.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Mark } from '../ui/mark.tsx';
import { useHawser } from '../use-hawser.ts';
import './about-dialog.css';

export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { main } = useHawser();
  const [facts, setFacts] = useState<AppFacts | null>(null);
  useEffect(() => {
    void main.appFacts().then((answer) => answer.ok && setFacts(answer.value));
  }, [main]);
  return (
    <Dialog
      title={t('about.title')}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <Button look="primary" type="submit" data-autofocus>
          {t('dialog.done')}
        </Button>
      }
    >
      <div className="about">
        <Mark size={48} />
        <div>
          <p className="about-version">{facts === null ? '' : t('about.version', { version: facts.version })}</p>
          <p>{t('about.words')}</p>
          <p className="about-runtime">{facts === null ? '' : t('about.runtime', { electron: facts.electron, platform: facts.platform })}</p>
        </div>
      </div>
    </Dialog>
  );
}

import { Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { counted, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';

/** Asks before every saved password is erased. */
export function ForgetDialog({ onClose }: { readonly onClose: () => void }) {
  const { secrets } = useHawser();
  const { count, hasMasterPassword } = useStore(secrets.store);
  const forget = async (): Promise<void> => {
    onClose();
    await secrets.forget();
  };
  return (
    <Dialog
      tone="bad"
      icon={Trash2}
      title={t('forget.title')}
      onDismiss={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="danger" onClick={() => void forget()}>
            {t('forget.confirm')}
          </Button>
        </>
      }
    >
      <p>{counted('forget.words', count)}</p>
      <p>
        {hasMasterPassword ? `${t('forget.master')} ` : ''}
        {t('forget.never')}
      </p>
    </Dialog>
  );
}

import { useStore } from 'zustand';
import { useHawser } from '../use-hawser.ts';
import { ForgetDialog } from './forget-dialog.tsx';
import { MasterPasswordDialog } from './master-password-dialog.tsx';
import { UnlockDialog } from './unlock-dialog.tsx';

/** The dialogs about saved passwords. They stand over others: a connection or a question may want one in between. */
export function SecretDialogs() {
  const { secrets } = useHawser();
  const { locked, wanted } = useStore(secrets.store);
  const shown = useStore(secrets.dialog);
  const close = (): void => secrets.show(null);
  const unlocking = locked && (wanted !== null || shown === 'unlock');
  return (
    <>
      {unlocking ? (
        <UnlockDialog
          onClose={() => {
            close();
            if (wanted !== null) void secrets.leaveLocked();
          }}
        />
      ) : null}
      {shown === 'set-master' ? <MasterPasswordDialog act="set" onClose={close} /> : null}
      {shown === 'change-master' ? <MasterPasswordDialog act="change" onClose={close} /> : null}
      {shown === 'remove-master' ? <MasterPasswordDialog act="remove" onClose={close} /> : null}
      {shown === 'forget' ? <ForgetDialog onClose={close} /> : null}
    </>
  );
}

import type { DialogName } from '../window/layout-store.ts';
import { useHawser } from '../use-hawser.ts';
import { InspectDialog } from './inspect-dialog.tsx';
import { InspectServerDialog } from './inspect-server-dialog.tsx';
import { PlainSessionDialog, SshSessionDialog } from './session-dialog.tsx';
import { TrustManager } from './trust-manager.tsx';
import type { InspectTarget } from '../../shared/ipc/engine-calls.ts';

export type TrustDialogName = Extract<DialogName, { readonly kind: 'trust' | 'inspect' | 'inspect-server' | 'ssh-session' | 'plain-session' }>;

/** The dialogs about trust and protection that a command opens. */
export function TrustDialogs({ dialog, onClose }: { readonly dialog: TrustDialogName; readonly onClose: () => void }) {
  const hawser = useHawser();
  const inspect = (target: InspectTarget): void => hawser.window.setState({ dialog: { kind: 'inspect', target } });
  switch (dialog.kind) {
    case 'trust':
      return <TrustManager onClose={onClose} />;
    case 'inspect':
      return <InspectDialog key={JSON.stringify(dialog.target)} target={dialog.target} onClose={onClose} />;
    case 'inspect-server':
      return <InspectServerDialog onInspect={inspect} onClose={onClose} />;
    case 'ssh-session':
      return <SshSessionDialog server={dialog.server} protection={dialog.protection} tunnelTo={dialog.tunnelTo} onClose={onClose} />;
    case 'plain-session':
      return <PlainSessionDialog profile={dialog.profile} onInspect={inspect} onClose={onClose} />;
  }
}

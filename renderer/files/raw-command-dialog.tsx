import { SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import type { FailureData } from '../../shared/model/failure.ts';
import { t } from '../locale/translate.ts';
import type { Side } from '../panes/pane-state.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';
import './raw-command-dialog.css';

/** Sends FTP commands that the user types, one after another, and shows each reply below the last. */
export function RawCommandDialog({ side, onClose }: { readonly side: Side; readonly onClose: () => void }) {
  const { engine, panes } = useHawser();
  const pane = panes[side];
  const [command, setCommand] = useState('');
  const [said, setSaid] = useState<readonly { readonly command: string; readonly reply: string }[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const send = async (): Promise<void> => {
    const { session, path } = pane.store.getState();
    const line = command.trim();
    if (session === null || line === '' || busy) return;
    setBusy(true);
    setFailure(null);
    const outcome = await engine.sendCommand(session, line, path);
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.failure);
    setSaid((before) => [...before, { command: line, reply: outcome.value }]);
    setCommand('');
    pane.refreshSoon();
  };
  return (
    <Dialog
      wide
      icon={SquareTerminal}
      title={t('rawCommand.title')}
      onDismiss={onClose}
      onSubmit={() => void send()}
      actions={
        <>
          <Button onClick={onClose}>{t('dialog.close')}</Button>
          <Button look="primary" type="submit" disabled={busy || command.trim() === ''}>
            {t(busy ? 'rawCommand.busy' : 'rawCommand.send')}
          </Button>
        </>
      }
    >
      <p>{t('rawCommand.words')}</p>
      {said.length === 0 ? null : (
        <div role="log" aria-label={t('rawCommand.replies')} className="raw-replies">
          {said.map((one, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- what was said stays in its place
            <div key={index}>
              <div className="raw-command">{one.command}</div>
              <pre className="raw-reply">{one.reply}</pre>
            </div>
          ))}
        </div>
      )}
      <Field data-autofocus label={t('rawCommand.command')} className="field-input raw-field" value={command} placeholder="SITE HELP" onChange={(event) => setCommand(event.target.value)} />
      {failure === null ? null : <FailureCard failure={failure} />}
    </Dialog>
  );
}

import { ScanSearch } from 'lucide-react';
import { useId, useState } from 'react';
import type { InspectTarget } from '../../shared/ipc/engine-calls.ts';
import { hostSchema } from '../../shared/model/command-safe.ts';
import { defaultPort } from '../../shared/model/profile.ts';
import { parseAddress } from '../connect/parse-address.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useHawser } from '../use-hawser.ts';

interface InspectServerDialogProps {
  readonly onInspect: (target: InspectTarget) => void;
  readonly onClose: () => void;
}

type Protocol = 'ftps-explicit' | 'ftps-implicit';

/** Asks which server, or which file, is to be looked at. */
export function InspectServerDialog({ onInspect, onClose }: InspectServerDialogProps) {
  const { main, notices } = useHawser();
  const [host, setHost] = useState('');
  const [port, setPort] = useState(String(defaultPort['ftps-explicit']));
  const [protocol, setProtocol] = useState<Protocol>('ftps-explicit');
  const [shown, setShown] = useState(false);
  const select = useId();

  const change = (next: Protocol): void => {
    if (port === String(defaultPort[protocol])) setPort(String(defaultPort[next]));
    setProtocol(next);
  };
  /** The fields, a whole address in that of the host taken apart. */
  const read = () => {
    const address = host.includes(':') ? parseAddress(host) : null;
    if (address === null) return { host: host.trim(), port, protocol };
    const named: Protocol = address.protocol === undefined ? protocol : address.protocol === 'ftps-implicit' ? 'ftps-implicit' : 'ftps-explicit';
    return { host: address.host, port: address.port === undefined ? (address.protocol === undefined ? port : String(defaultPort[named])) : String(address.port), protocol: named };
  };
  const fill = (): void => {
    const fields = read();
    setHost(fields.host);
    setPort(fields.port);
    setProtocol(fields.protocol);
  };
  const checked = read();
  const hostFault = hostSchema.safeParse(checked.host).success && !/[\s/]/u.test(checked.host) ? null : t('inspectServer.badHost');
  const number = /^\d{1,5}$/u.test(checked.port) ? Number(checked.port) : 0;
  const portFault = number >= 1 && number <= 65535 ? null : t('inspectServer.badPort');
  const submit = (): void => {
    setShown(true);
    if (hostFault === null && portFault === null) onInspect({ from: 'server', host: checked.host, port: number, protocol: checked.protocol });
  };
  const choose = async (): Promise<void> => {
    const file = await main.chooseFile({ title: t('inspectServer.chooseFile') });
    if (!file.ok) notices.showFailure(file.failure);
    else if (file.value !== null) onInspect({ from: 'file', path: file.value });
  };
  return (
    <Dialog
      wide
      icon={ScanSearch}
      title={t('inspectServer.title')}
      onDismiss={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={() => void choose()}>{t('inspectServer.file')}</Button>
          <span className="dialog-spring" />
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit">
            {t('inspectServer.go')}
          </Button>
        </>
      }
    >
      <p>{t('inspectServer.words')}</p>
      <Field label={t('inspectServer.host')} value={host} note={t('inspectServer.hostNote')} error={shown ? hostFault : null} data-autofocus onChange={(event) => setHost(event.target.value)} onBlur={fill} />
      <div className="inspect-server-row">
        <div className="field">
          <label className="field-label" htmlFor={select}>
            {t('inspectServer.protocol')}
          </label>
          <select id={select} className="field-select" value={protocol} onChange={(event) => change(event.target.value === 'ftps-implicit' ? 'ftps-implicit' : 'ftps-explicit')}>
            <option value="ftps-explicit">{t('inspectServer.explicit')}</option>
            <option value="ftps-implicit">{t('inspectServer.implicit')}</option>
          </select>
        </div>
        <Field label={t('inspectServer.port')} value={port} inputMode="numeric" error={shown ? portFault : null} onChange={(event) => setPort(event.target.value.trim())} />
      </div>
    </Dialog>
  );
}

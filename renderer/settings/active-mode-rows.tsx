import { useState } from 'react';
import { type SettingsPatch, settingsPatchSchema } from '../../shared/model/settings.ts';
import { useHawser } from '../use-hawser.ts';
import { useChangeSettings } from './setting-rows.tsx';
import { TextRow } from './text-row.tsx';

/** Where FTP servers find this computer in active mode. What is typed holds as soon as it makes sense. */
export function ActiveModeRows() {
  const { settings } = useHawser();
  const change = useChangeSettings();
  const [fields, setFields] = useState(() => {
    const { activePorts: ports, externalAddress } = settings.store.getState();
    return { ports: ports === null ? '' : `${ports.from}-${ports.to}`, address: externalAddress };
  });
  const type = (typed: Partial<typeof fields>, patch: SettingsPatch | null): void => {
    setFields({ ...fields, ...typed });
    if (patch !== null) change(patch);
  };
  return (
    <>
      <TextRow label="settings.activePorts" note="settings.activePortsNote" placeholder="50000-50100" value={fields.ports} wrong={portsPatch(fields.ports) === null} onChange={(ports) => type({ ports }, portsPatch(ports))} />
      <TextRow
        label="settings.externalAddress"
        note="settings.externalAddressNote"
        value={fields.address}
        wrong={addressPatch(fields.address) === null}
        onChange={(address) => type({ address }, addressPatch(address))}
      />
    </>
  );
}

function portsPatch(text: string): SettingsPatch | null {
  if (text.trim() === '') return { activePorts: null };
  const range = /^(?<from>\d+)(?:\s*[-–]\s*(?<to>\d+))?$/u.exec(text.trim())?.groups;
  const patch = settingsPatchSchema.safeParse({ activePorts: { from: Number(range?.['from']), to: Number(range?.['to'] ?? range?.['from']) } });
  return patch.success ? patch.data : null;
}

/** An address, a host's name, or a URL: in each case one word. */
function addressPatch(text: string): SettingsPatch | null {
  const externalAddress = text.trim();
  const address = /^https?:/iu.test(externalAddress) ? URL.canParse(externalAddress) : /^[\w.:[\]-]*$/u.test(externalAddress);
  const patch = settingsPatchSchema.safeParse({ externalAddress });
  return address && patch.success ? patch.data : null;
}

import { useState } from 'react';
import { formatPortRange, isExternalAddress, parsePortRange } from '../../shared/model/active-mode.ts';
import type { SettingsPatch } from '../../shared/model/settings.ts';
import { useHawser } from '../use-hawser.ts';
import { useChangeSettings } from './setting-rows.tsx';
import { TextRow } from './text-row.tsx';

/** Where FTP servers find this computer in active mode. What is typed holds as soon as it makes sense. */
export function ActiveModeRows() {
  const { settings } = useHawser();
  const change = useChangeSettings();
  const [fields, setFields] = useState(() => {
    const { activePorts: ports, externalAddress } = settings.store.getState();
    return { ports: formatPortRange(ports), address: externalAddress };
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
  const activePorts = parsePortRange(text);
  return activePorts === null ? null : { activePorts };
}

/** An address, a host's name, or a URL: in each case one word. */
function addressPatch(text: string): SettingsPatch | null {
  const externalAddress = text.trim();
  return isExternalAddress(externalAddress) ? { externalAddress } : null;
}

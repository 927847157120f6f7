import { useStore } from 'zustand';
import { existsSettings } from '../../shared/model/settings/transfers.ts';
import type { PlainKey } from '../locale/translate.ts';
import { SelectRow, useChangeSettings } from '../settings/setting-rows.tsx';
import { useHawser } from '../use-hawser.ts';

const rules = {
  ask: 'exists.rule.ask',
  overwrite: 'exists.rule.overwrite',
  newer: 'exists.rule.newer',
  size: 'exists.rule.size',
  'size-or-newer': 'exists.rule.size-or-newer',
  content: 'exists.rule.content',
  resume: 'exists.rule.resume',
  rename: 'exists.rule.rename',
  skip: 'exists.rule.skip',
} as const;

/** Between servers nothing is continued. */
const { resume: _resume, ...rulesOfCopies } = rules;

interface ExistsRowProps {
  readonly label: PlainKey;
  readonly direction: keyof typeof existsSettings;
}

/** What happens in one direction to files that are there already. */
export function ExistsRow({ label, direction }: ExistsRowProps) {
  const name = existsSettings[direction];
  const value = useStore(useHawser().settings.store, (state) => state[name]);
  const change = useChangeSettings();
  return <SelectRow label={label} value={value} options={(direction === 'copy' ? rulesOfCopies : rules) as typeof rules} onChange={(next) => change({ [name]: next })} />;
}

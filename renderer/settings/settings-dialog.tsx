import { Settings2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { settingsPatchSchema, type SettingsPatch } from '../../shared/model/settings.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useHawser } from '../use-hawser.ts';
import './settings-dialog.css';

/** The settings there are; each one holds as soon as it is valid. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings } = useHawser();
  const { theme, dataMode, transfers, timeoutSeconds } = useStore(settings.store);
  const change = (patch: SettingsPatch): void => void settings.change(patch);
  return (
    <Dialog
      icon={Settings2}
      title={t('settings.title')}
      onDismiss={onClose}
      onSubmit={onClose}
      actions={
        <Button look="primary" type="submit" data-autofocus>
          {t('dialog.done')}
        </Button>
      }
    >
      <div className="settings">
        <Choice label="settings.theme" value={theme} options={{ system: 'settings.themeSystem', light: 'settings.themeLight', dark: 'settings.themeDark' }} onChange={(next) => change({ theme: next })} />
        <Choice label="settings.dataMode" note="settings.dataModeNote" value={dataMode} options={{ passive: 'settings.passive', active: 'settings.active' }} onChange={(next) => change({ dataMode: next })} />
        <Amount label="settings.transfers" name="transfers" value={transfers} onChange={change} />
        <Amount label="settings.timeout" note="settings.timeoutNote" name="timeoutSeconds" value={timeoutSeconds} onChange={change} />
      </div>
    </Dialog>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: PlainKey;
  readonly note?: PlainKey;
  readonly value: V;
  readonly options: Readonly<Record<V, PlainKey>>;
  readonly onChange: (value: V) => void;
}

function Choice<V extends string>({ label, note, value, options, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <div className="setting" role="radiogroup" aria-labelledby={id}>
      <span className="setting-words">
        <span id={id}>{t(label)}</span>
        {note === undefined ? null : <small>{t(note)}</small>}
      </span>
      <span className="segments">
        {(Object.keys(options) as V[]).map((option) => (
          <label key={option} className="segment">
            <input type="radio" name={id} checked={value === option} onChange={() => onChange(option)} />
            <span>{t(options[option] as PlainKey)}</span>
          </label>
        ))}
      </span>
    </div>
  );
}

interface AmountProps {
  readonly label: PlainKey;
  readonly note?: PlainKey;
  readonly name: 'transfers' | 'timeoutSeconds';
  readonly value: number;
  readonly onChange: (patch: SettingsPatch) => void;
}

function Amount({ label, note, name, value, onChange }: AmountProps) {
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  const patch = settingsPatchSchema.safeParse({ [name]: Number(typed) });
  return (
    <div className="setting">
      <label className="setting-words" htmlFor={id}>
        <span>{t(label)}</span>
        {note === undefined ? null : <small>{t(note)}</small>}
      </label>
      <input
        id={id}
        className="field-input setting-number"
        inputMode="numeric"
        value={typed}
        aria-invalid={!patch.success}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = settingsPatchSchema.safeParse({ [name]: Number(event.target.value) });
          if (next.success) onChange(next.data);
        }}
      />
    </div>
  );
}

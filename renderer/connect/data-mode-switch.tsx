import { useId } from 'react';
import { t } from '../locale/translate.ts';
import { useHawser } from '../use-hawser.ts';
import { chooseDataMode } from './choose-data-mode.ts';
import type { OpenedMode } from './connection.ts';
import './data-mode-switch.css';

const modes = ['passive', 'active'] as const;

/** Who opens the data connections of an FTP session, to see and to change. */
export function DataModeSwitch({ mode }: { readonly mode: OpenedMode }) {
  const hawser = useHawser();
  const name = useId();
  return (
    <span className="data-mode" role="radiogroup" aria-label={t('dataMode.label')}>
      <span className="data-mode-name" aria-hidden>{t('dataMode.short')}</span>
      <span className="data-mode-choices">
        {modes.map((choice) => (
          <label key={choice} className="data-mode-choice" title={t(`dataMode.${choice}Note`)}>
            <input type="radio" name={name} checked={mode === choice} onChange={() => void chooseDataMode(hawser, choice)} />
            <span>{t(`dataMode.${choice}`)}</span>
          </label>
        ))}
      </span>
    </span>
  );
}

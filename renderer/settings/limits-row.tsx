import { useStore } from 'zustand';
import { limitWords } from '../limits/limits-now.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { useHawser } from '../use-hawser.ts';
import { ActionRow } from './setting-rows.tsx';

/** Leads to the speed limits, which have a dialog of their own. */
export function LimitsRow() {
  const { settings, window } = useHawser();
  const words = limitWords(useStore(settings.store));
  return (
    <ActionRow title={t('settings.limits')} note={words}>
      <Button onClick={() => window.setState({ dialog: { kind: 'limits' } })}>{t('settings.limitsEdit')}</Button>
    </ActionRow>
  );
}

import { Gauge } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { CommandMenu } from '../window/command-menu.tsx';
import { isAnyLimitSet, limitWords } from './limits-now.ts';

/** The speed limits in the status bar: a click opens them, the context menu turns them on and off. */
export function LimitsButton() {
  const hawser = useHawser();
  const settings = useStore(hawser.settings.store);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const close = useCallback(() => setMenuAt(null), []);
  const on = settings.rateLimits && isAnyLimitSet(settings);
  return (
    <>
      <span
        className={on ? 'status-limits status-limits--on' : 'status-limits'}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuAt({ x: event.clientX, y: event.clientY });
        }}
      >
        <IconButton small icon={Gauge} label={t('limits.button', { limits: limitWords(settings) })} onClick={() => runCommand(hawser, 'speedLimits')} />
      </span>
      {menuAt === null ? null : <CommandMenu label={t('limits.menu')} commands={['toggleLimits', 'speedLimits']} at={menuAt} onClose={close} />}
    </>
  );
}

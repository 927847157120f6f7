import { Lock as LockIcon, LockKeyhole, LockKeyholeOpen, Minus, type LucideIcon } from 'lucide-react';
import type { ChannelProtection } from '../../shared/model/protection.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { useHawser } from '../use-hawser.ts';
import { type ProtectionWords, protectionWords } from './protection-words.ts';
import './lock.css';

const icons: Readonly<Record<ProtectionWords['grade'], LucideIcon>> = { safe: LockIcon, doubtful: LockKeyhole, open: LockKeyholeOpen, none: Minus };

/**
 * How the control connection and the data channel are protected, each for itself, in words and colour; null while nothing is connected.
 * A press shows what that rests on.
 */
export function Lock({ protection }: { readonly protection: ChannelProtection | null }) {
  const off: ProtectionWords = { grade: 'none', short: t('lock.off'), full: t('lock.offFull') };
  return (
    <span className="lock" role="group" aria-label={t('lock.label')}>
      <Half name={t('lock.control')} words={protection === null ? off : protectionWords(protection.control, protection.inside?.control)} active={protection !== null} />
      <Half name={t('lock.data')} words={protection === null ? off : protectionWords(protection.data, protection.inside?.data)} active={protection !== null} />
    </span>
  );
}

interface HalfProps {
  readonly name: string;
  readonly words: ProtectionWords;
  readonly active: boolean;
}

function Half({ name, words, active }: HalfProps) {
  const hawser = useHawser();
  const Icon = icons[words.grade];
  return (
    <button
      type="button"
      className={`lock-half lock-half--${words.grade}`}
      title={active ? t('lock.hint', { name, words: words.full }) : `${name}: ${words.full}`}
      disabled={!active}
      onClick={() => runCommand(hawser, 'protection')}
    >
      <Icon size={12} strokeWidth={2.25} aria-hidden />
      <span className="lock-name">{name}</span> {words.short}
    </button>
  );
}

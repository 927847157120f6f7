import { Lock as LockIcon, LockKeyhole, LockKeyholeOpen, Minus, type LucideIcon } from 'lucide-react';
import type { ChannelProtection } from '../../shared/model/protection.ts';
import { t } from '../locale/translate.ts';
import { type ProtectionWords, protectionWords } from './protection-words.ts';
import './lock.css';

const icons: Readonly<Record<ProtectionWords['grade'], LucideIcon>> = { safe: LockIcon, doubtful: LockKeyhole, open: LockKeyholeOpen, none: Minus };

/** How the control connection and the data channel are protected, each for itself, in words and colour. */
export function Lock({ protection }: { readonly protection: ChannelProtection }) {
  return (
    <span className="lock" role="group" aria-label={t('lock.label')}>
      <Half name={t('lock.control')} words={protectionWords(protection.control)} />
      <Half name={t('lock.data')} words={protectionWords(protection.data)} />
    </span>
  );
}

function Half({ name, words }: { readonly name: string; readonly words: ProtectionWords }) {
  const Icon = icons[words.grade];
  return (
    <span className={`lock-half lock-half--${words.grade}`} title={`${name}: ${words.full}`}>
      <Icon size={12} strokeWidth={2.25} aria-hidden />
      <span className="lock-name">{name}</span> {words.short}
    </span>
  );
}

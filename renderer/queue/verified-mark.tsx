import { ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { t } from '../locale/translate.ts';

/** Whether the bytes at both ends were compared, where that was wanted. */
export function VerifiedMark({ row: { verified } }: { readonly row: Pick<TransferRow, 'verified'> }) {
  if (verified === undefined) return null;
  const words = t(verified ? 'transfer.verified' : 'transfer.notVerified');
  const Icon = verified ? ShieldCheck : ShieldQuestionMark;
  return (
    <span className={verified ? 'transfer-verified' : 'transfer-unverified'} title={words}>
      <Icon size={14} strokeWidth={1.75} role="img" aria-label={words} />
    </span>
  );
}

import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import { t } from '../locale/translate.ts';
import './failure-card.css';

interface FailureCardProps {
  readonly failure: FailureData;
  /** What can be done about it: buttons. */
  readonly children?: ReactNode;
}

/** A failure in words: what happened, what to do, and what the server itself said. */
export function FailureCard({ failure, children }: FailureCardProps) {
  const { what, next } = describeFailure(failure);
  return (
    <div className="failure-card" role="alert">
      <CircleAlert className="failure-card-icon" size={18} strokeWidth={1.75} aria-hidden />
      <div className="failure-card-words">
        <p className="failure-card-what">{what}</p>
        <p className="failure-card-next">{next}</p>
        {failure.detail === null ? null : <ServerWords words={failure.detail} />}
        {children === undefined ? null : <div className="failure-card-actions">{children}</div>}
      </div>
    </div>
  );
}

/** The server's or the system's own words, in its own letters. */
export function ServerWords({ words }: { readonly words: string }) {
  return (
    <p className="server-words">
      <span className="visually-hidden">{t('failure.ownWords')}</span>
      <code>{words}</code>
    </p>
  );
}

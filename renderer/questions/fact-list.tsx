import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import './fact-list.css';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  readonly mono?: boolean;
  readonly bad?: boolean;
}

/** Names and values in two columns. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="fact-list">
      {facts.map(({ name, value, mono = false, bad = false }) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd className={classNames(mono && 'fact-mono', bad && 'fact-bad')}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { TrustedFingerprint } from './fingerprint.ts';

/** What counts as trusted during one command: what `--trust` names, and what the person accepted when asked. */
export interface CommandTrust {
  /** Whether `--trust` was given at all; then nobody is asked about anything else. */
  readonly decided: boolean;
  fingerprints(of: TrustedFingerprint['of']): readonly string[];
  add(accepted: TrustedFingerprint): void;
}

export function commandTrust(given: readonly TrustedFingerprint[]): CommandTrust {
  const trusted = [...given];
  return {
    decided: given.length > 0,
    fingerprints: (of) => trusted.filter((one) => one.of === of).map((one) => one.text),
    add: (accepted) => void trusted.push(accepted),
  };
}

/** The closed list of what can go wrong; retry policy and icons hang on it. */
export const failureCodes = [
  'not-found',
  'denied',
  'exists',
  'quota',
  'login',
  'unreachable',
  'timeout',
  'lost',
  'trust',
  'unsupported',
  'protocol',
  'cancelled',
  'local-io',
  'invalid',
  'internal',
] as const;
export type FailureCode = (typeof failureCodes)[number];

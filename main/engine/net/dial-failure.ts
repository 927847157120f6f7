import { Failure } from '../session/failure.ts';
import type { FailureReason } from '../../../shared/locale/failures.en.ts';

const reasonOf: Readonly<Record<string, FailureReason>> = {
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  EAI_FAIL: 'host-not-found',
  EAI_NODATA: 'host-not-found',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'network-unreachable',
  EHOSTDOWN: 'network-unreachable',
  ENETUNREACH: 'network-unreachable',
  ENETDOWN: 'network-unreachable',
  EADDRNOTAVAIL: 'network-unreachable',
  ETIMEDOUT: 'connect-timeout',
};

/** The code of a system error; of several (one per address tried), that of the first which says most: a refusal beats a missing route. */
export function systemCode(error: unknown): string | null {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const codes = error.errors.map((one: unknown) => systemCode(one));
    return codes.find((code) => code === 'ECONNREFUSED') ?? codes[0] ?? null;
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}

/** What an error of `net.connect` means to the user. */
export function dialFailure(error: Error, host: string, port: number): Failure {
  const code = systemCode(error);
  const words = error.message === '' ? code : error.message;
  const reason = (code !== null ? reasonOf[code] : undefined) ?? 'connection-lost';
  const seconds = reason === 'connect-timeout' ? { seconds: 'some' } : {};
  return Failure.of(reason, { host, port, ...seconds }, words, error);
}

import { open } from 'node:fs/promises';
import type { Client, Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls, InspectTarget } from '../../../shared/ipc/engine-calls.ts';
import type { HostCalls } from '../../../shared/ipc/host-calls.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { CertificateReport } from '../../../shared/model/certificate.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Accounts } from '../accounts.ts';
import { createCredentials } from '../credentials.ts';
import type { Ask, SessionContext, TrustBook } from '../session/context.ts';
import { localFailure } from '../local/failures.ts';
import type { Log } from '../log.ts';
import { openRoute } from '../net/open-route.ts';
import { Failure } from '../session/failure.ts';
import type { Operations } from './operations.ts';

export interface InspectCallsOptions {
  readonly accounts: Accounts;
  readonly operations: Operations;
  readonly host: Client<HostCalls>;
  readonly ask: Ask;
  readonly log: Log;
  readonly settings: () => Settings;
}

/** No certificate file is larger; a bundle of all roots of a system has 250 kB. */
const fileLimit = 4 * 1024 * 1024;

export function inspectCalls(options: InspectCallsOptions): Pick<Handlers<EngineCalls>, 'inspect'> {
  return { inspect: (operation, target) => options.operations.run(operation, (signal) => inspect(target, options, signal)) };
}

async function inspect(target: InspectTarget, options: InspectCallsOptions, signal: AbortSignal): Promise<CertificateReport> {
  switch (target.from) {
    case 'server':
      return inspectServer(target, options, signal);
    case 'session': {
      const report = await options.accounts.get(target.session).pool.browse((session) => session.inspect?.() ?? Promise.resolve(null), signal);
      if (report === null) throw Failure.of('not-supported', { host: options.accounts.get(target.session).label, what: 'certificates' });
      return report;
    }
    case 'file':
      return reportOf(await readSmall(target.path), target.path, options.accounts.trust, null);
    case 'kept':
      return reportOf(Buffer.from(target.pem), target.host ?? '', options.accounts.trust, target.host);
    default:
      return assertNever(target);
  }
}

async function reportOf(content: Buffer, path: string, trust: TrustBook, host: string | null): Promise<CertificateReport> {
  // Loaded here, since the parsers are large and seldom needed.
  const [{ readCertificates }, { certificateReport, problemsOfFile }] = await Promise.all([import('../tls/read-certificates.ts'), import('../tls/certificate-report.ts')]);
  const certificates = await readCertificates(content);
  if (certificates.length === 0) throw Failure.of('not-a-certificate', { path });
  const authorities = await trust.authorities();
  const problems = problemsOfFile(certificates, authorities, host);
  return certificateReport({ certificates, authorities, source: 'file', host, port: null, problems, tls: null, lastSeen: null, excepted: false });
}

async function inspectServer({ host, port, protocol }: Extract<InspectTarget, { readonly from: 'server' }>, { accounts, ask, log, settings, host: keeper }: InspectCallsOptions, signal: AbortSignal): Promise<CertificateReport> {
  const { inspectFtps } = await import('../ftp/inspect.ts');
  const { trust } = accounts;
  const credentials = createCredentials({ host: keeper, site: null, ask, hide: log.hide });
  const say: SessionContext['log'] = (kind, text) => log.add(LOCAL_SESSION, 0, kind, text);
  const route = openRoute({ protocol, host, port, logon: { type: 'anonymous' }, dataMode: 'default' }, { log: say, ask, trust, settings: settings(), secretOf: credentials.find });
  try {
    return await inspectFtps({ host, port, protocol }, { log: say, trust, settings: settings(), signal, route });
  } finally {
    await route.close();
  }
}

async function readSmall(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > fileLimit) throw Failure.of('not-a-certificate', { path });
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}

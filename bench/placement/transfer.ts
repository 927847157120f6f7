import { settingsSchema } from '../../shared/model/settings.ts';
import { fileSink } from '../../main/engine/local/file-sink.ts';
import { directRoute } from '../../main/engine/net/route.ts';
import { openSession } from '../../main/engine/open.ts';
import { type Job, type JobResult, jobVariable, resultMark } from './job.ts';

// Runs the job in whatever process or thread loads this file, and prints how long the bytes took: from asking for them on an open
// session to the file in its place.
const { profile, secret, hostKey, certificate, remote, local } = JSON.parse(process.env[jobVariable] ?? '') as Job;
const signal = new AbortController().signal;
const session = await openSession(profile, {
  log: () => undefined,
  ask: () => Promise.reject(new Error('Nothing should be asked.')),
  trust: {
    hostKeys: async () => [hostKey],
    rememberHostKey: async () => undefined,
    certificates: async () => [{ fingerprint: certificate, pem: null, despite: [] }],
    authorities: async () => [],
    rememberCertificate: async () => undefined,
    notes: async () => [],
    note: async () => undefined,
  },
  password: async (refused) => (refused ? null : secret),
  secretOf: () => async () => null,
  route: directRoute,
  settings: settingsSchema.parse({}),
  signal,
});
const start = performance.now();
const cpuBefore = process.cpuUsage();
const sink = fileSink(local);
await session.download(remote, sink, { signal, offset: 0 });
await sink.commit(null);
const milliseconds = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
console.log(`${resultMark}${JSON.stringify({ milliseconds, cpuMilliseconds: (user + system) / 1000 } satisfies JobResult)}`);
await session.close();

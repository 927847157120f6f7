import { parseArgs } from 'node:util';
import type { ServerKind } from '../fixtures/start-server.ts';
import { soakRound } from './round.ts';

const kinds: readonly ServerKind[] = ['openssh', 'vsftpd-plain', 'vsftpd-explicit', 'proftpd-implicit', 'proftpd-sftp', 'proftpd-plain', 'pure-ftpd-explicit'];

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } });
const end = performance.now() + Number(values.minutes) * 60_000;
const seed = Number(values.seed);
const total = { rounds: 0, files: 0, bytes: 0, faults: 0, wrong: 0 };
console.log(`Seed ${seed}`);
// Whole rounds only: the last one may go past the time.
do {
  const { kind, files, bytes, faults, wrong } = await soakRound(kinds[total.rounds % kinds.length] ?? 'openssh', seed + total.rounds * 2);
  total.rounds += 1;
  total.files += files;
  total.bytes += bytes;
  total.wrong += wrong.length;
  total.faults += Object.values(faults).reduce((sum, count) => sum + count, 0);
  console.log(`${String(total.rounds).padStart(3)} ${kind}: ${files} files, ${(bytes / 1e6).toFixed(0)} MB, ${Object.entries(faults).map(([name, count]) => `${count} ${name}`).join(', ')}: ${wrong.length === 0 ? 'the same' : 'DIFFERENT'}`);
  for (const line of wrong.slice(0, 8)) console.log(`      ${line.replaceAll('\n', ' ').slice(0, 240)}`);
} while (performance.now() < end);
console.log(`${total.rounds} rounds, ${total.files} files, ${(total.bytes / 1e6).toFixed(0)} MB, ${total.faults} faults, ${total.wrong} differences`);
process.exitCode = total.wrong === 0 ? 0 : 1;

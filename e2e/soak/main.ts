import { parseArgs } from 'node:util';
import type { ServerKind } from '../fixtures/start-server.ts';
import { soakRound } from './round.ts';

const kinds: readonly ServerKind[] = ['openssh', 'vsftpd-plain', 'vsftpd-explicit', 'proftpd-implicit', 'proftpd-sftp', 'proftpd-plain', 'pure-ftpd-explicit'];
/** Where copies go, in turn; one more or less than the above, so that all pairs come. */
const others: readonly ServerKind[] = ['proftpd-plain', 'pure-ftpd-plain', 'openssh', 'vsftpd-plain', 'proftpd-explicit', 'vsftpd-explicit'];

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) }, from: { type: 'string', default: '0' } } });
const end = performance.now() + Number(values.minutes) * 60_000;
const seed = Number(values.seed);
const total = { rounds: 0, files: 0, bytes: 0, faults: 0, acts: 0, wrong: 0 };
console.log(`Seed ${seed}`);
// Whole rounds only: the last one may go past the time.
for (let round = Number(values.from); total.rounds === 0 || performance.now() < end; round++) {
  const { plan, files, bytes, early, faults, acts, wrong } = await soakRound([kinds[round % kinds.length]!, others[round % others.length]!], seed + round * 1000);
  total.rounds += 1;
  total.files += files;
  total.bytes += bytes;
  total.acts += acts;
  total.wrong += wrong.length;
  total.faults += Object.values(faults).reduce((sum, count) => sum + count, 0);
  console.log(`${String(round).padStart(3)} ${plan}: ${files} files (${early} in trouble), ${(bytes / 1e6).toFixed(0)} MB, ${Object.entries(faults).map(([name, count]) => `${count} ${name}`).join(', ')}, ${acts} acts of the user: ${wrong.length === 0 ? 'as it should be' : 'DIFFERENT'}`);
  for (const line of wrong.slice(0, 8)) console.log(`      ${line.replaceAll('\n', ' ').slice(0, 700)}`);
}
console.log(`${total.rounds} rounds, ${total.files} files, ${(total.bytes / 1e6).toFixed(0)} MB, ${total.faults} faults, ${total.acts} acts of the user, ${total.wrong} differences`);
process.exitCode = total.wrong === 0 ? 0 : 1;

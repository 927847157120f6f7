import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConflictAction } from '../../shared/model/transfer-rules.ts';
import type { SeededRandom } from '../fixtures/seeded-random.ts';

/** How a file and the one that is there already differ. In `beginning` the latter is how the former begins; in `alike` they are the same but for their times. */
const meetings = ['alone', 'newer', 'older', 'shorter-there', 'longer-there', 'alike', 'beginning'] as const;
type Meeting = (typeof meetings)[number];

const otherSize = ['shorter-there', 'longer-there', 'beginning'] as const;
/** Which files take the place of what is there, by rule; whoever is asked keeps what is there. */
const replaced: Readonly<Record<ConflictAction, readonly Meeting[]>> = {
  overwrite: meetings,
  newer: ['newer', 'alike'],
  size: otherSize,
  'size-or-newer': ['newer', 'alike', ...otherSize],
  content: ['newer', 'older', ...otherSize],
  resume: ['beginning'],
  rename: [],
  skip: [],
};
const EACH = 3;
const LARGE = 5_000_000;

export interface MetFiles {
  readonly source: string;
  readonly target: string;
  /** Where the outcome is laid out, to be compared with `target` at the end. */
  readonly expected: string;
  readonly rule: ConflictAction;
}

/** Fills three new folders: files to send, files that are there already, and what must lie there at the end under that rule. Gives how many there are to send, and their bytes. */
export async function makeMetFiles({ source, target, expected, rule }: MetFiles, random: SeededRandom): Promise<{ readonly files: number; readonly bytes: number }> {
  for (const folder of [source, target, expected]) await mkdir(folder);
  // Far enough apart for servers that tell the minute only, and lately enough for them to do so.
  const hour = 3_600_000;
  const [older, newer] = [3, 1].map((hours) => new Date(Math.floor(Date.now() / 60_000) * 60_000 - hours * hour)) as [Date, Date];
  const lay = async (path: string, content: Buffer, time: Date): Promise<void> => {
    await writeFile(path, content);
    await utimes(path, time, time);
  };
  let bytes = 0;
  for (const meeting of meetings) {
    for (let number = 0; number < EACH; number++) {
      const name = `${meeting}-${number}.bin`;
      const content = random.bytes(number === 0 ? LARGE : 2 + random.below(100_000));
      bytes += content.length;
      const there = thereOf(meeting, content, random);
      const isNewer = meeting === 'newer' || meeting === 'alike';
      await lay(join(source, name), content, isNewer ? newer : older);
      if (there !== null) await lay(join(target, name), there, isNewer ? older : newer);
      const replaces = there === null || replaced[rule].includes(meeting);
      await writeFile(join(expected, name), replaces ? content : there);
      if (rule === 'rename' && there !== null) await writeFile(join(expected, `${meeting}-${number} (2).bin`), content);
    }
  }
  return { files: meetings.length * EACH, bytes };
}

function thereOf(meeting: Meeting, content: Buffer, random: SeededRandom): Buffer | null {
  switch (meeting) {
    case 'alone':
      return null;
    case 'newer':
    case 'older':
      return random.bytes(content.length);
    case 'shorter-there':
      return random.bytes(1 + random.below(content.length - 1));
    case 'longer-there':
      return random.bytes(content.length + 1 + random.below(content.length));
    case 'alike':
      return content;
    case 'beginning':
      return content.subarray(0, 1 + random.below(content.length - 1));
  }
}

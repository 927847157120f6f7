import { resolve } from 'node:path';
import { displayName } from '../../shared/format/display-name.ts';
import { fill } from '../../shared/locale/fill.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { toFailureData } from '../engine/session/failure.ts';
import type { Session } from '../engine/session/session.ts';
import { storeUnique } from '../engine/store-unique.ts';
import type { Command } from './arguments.ts';
import { baseDirectory } from './remote-path.ts';
import type { Report } from './report.ts';
import { words } from './words.en.ts';

/** `put --unique`: files into the address's folder, each under a name that the server makes up. The first that fails is the last, and the names so far are told with it. */
export async function putUnique(session: Session, { address, paths }: Command, signal: AbortSignal): Promise<Report> {
  const directory = baseDirectory(address, session.home, grammarOf(session.grammar));
  const stored: { readonly from: string; readonly to: string }[] = [];
  const failures: Report['failures'][number][] = [];
  for (const from of paths.map((one) => resolve(one))) {
    try {
      stored.push({ from, to: await storeUnique(from, { session, host: address.host, directory }, signal) });
    } catch (thrown) {
      failures.push({ path: from, failure: toFailureData(thrown) });
      break;
    }
  }
  const line = ({ from, to }: (typeof stored)[number]): string => `${fill(words.uploadedAs, { path: displayName(from), there: displayName(to) })}\n`;
  return { document: () => ({ stored, ...(failures[0] && { failed: failures[0].path }) }), text: () => stored.map(line).join(''), failures };
}

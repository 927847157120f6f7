import { Failure, toFailureData } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { checkedSink } from './checked-tail.ts';
import type { CopyEnds, CopyStart } from './copy-goes-on.ts';
import type { Item } from './item.ts';
import { keepFacts } from './keep-facts.ts';
import { pacedSink } from './paced.ts';
import { createPipe } from './pipe.ts';
import { factsOf } from './resume-facts.ts';
import { serversAgree, summedSink, verification } from './verify.ts';

/** Copies a file from one server to another through this computer's memory, from the beginning or from where an earlier attempt had stopped. */
export async function copyThroughHere(item: Item, options: CarryOptions, ends: CopyEnds, start: CopyStart | null): Promise<number> {
  try {
    return await attempt(item, options, ends, start);
  } catch (thrown) {
    if (toFailureData(thrown).reason !== 'resume-mismatch' || start === null) throw thrown;
  }
  options.onNote('source-changed');
  options.onStart(0);
  return attempt(item, options, ends, null);
}

async function attempt(item: Item, options: CarryOptions, { reading, onTarget }: CopyEnds, start: CopyStart | null): Promise<number> {
  const { to, signal, onVerified, rules } = options;
  const offset = start?.at ?? 0;
  const verifying = rules.verify && !rules.text && start === null ? verification(to) : null;
  const pipe = createPipe(rules.text || item.size === null ? null : item.size - offset);
  const ending = new AbortController();
  const both = AbortSignal.any([signal, ending.signal]);
  /** The half that fails first tells what went wrong; it takes the other one with it. */
  const failing = (thrown: unknown): never => {
    pipe.fail(thrown);
    ending.abort();
    throw thrown;
  };
  const receive = async (): Promise<number> => {
    const summed = summedSink(pipe.sink, verifying?.passed);
    const checked = start === null ? null : checkedSink(start.tail, item.to.path, summed);
    const from = offset - (start?.tail.length ?? 0);
    const bytes = from + (await reading.download(item.from.path, pacedSink(checked ?? summed, options), { signal: both, offset: from }));
    if (checked?.checked() === false) throw Failure.of('resume-mismatch', { path: item.to.path });
    pipe.end();
    return bytes;
  };
  const send = async (session: Session): Promise<number> => {
    const onLoose = (loose: number, firm: number): void => options.rememberAtOnce(factsOf(item.source, null, { over: item.decided, loose, firm }));
    const bytes = offset + (await session.upload(pipe.source, item.to.path, { signal: both, offset, inOrder: item.attempts > 1, onLoose }));
    if (verifying !== null) onVerified(await verifying.settle(session, item.to.path, null, both));
    else if (rules.verify) onVerified(!rules.text && (await serversAgree([reading, item.from.path], [session, item.to.path], both)));
    await keepFacts(session, item.to.path, { modified: item.source?.modified?.at ?? null, mode: item.source?.kind === 'file' ? item.source.mode : null }, rules);
    return bytes;
  };
  let first = null as { readonly thrown: unknown } | null;
  const note = (thrown: unknown): number => {
    first ??= { thrown };
    return -1;
  };
  const [received, sent] = await Promise.all([receive().catch(failing).catch(note), onTarget(send).catch(failing).catch(note)]);
  if (first !== null) throw first.thrown;
  if (received !== sent) throw Failure.of('wrong-size', { path: item.to.path, actual: sent, expected: received });
  return sent;
}

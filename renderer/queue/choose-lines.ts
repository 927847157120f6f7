import type { Hawser } from '../hawser.ts';
import { chooseOne, chooseRange, type Line, toggleOne } from './chosen.ts';
import { indexOfKey, shownPage, slotAt } from './queue-slots.ts';
import { requestFor } from './queue-view.ts';

/** How a click or key changes what is chosen: `one` alone, `toggle` it, `range` from where it began, or `move` the focus alone. */
export type ChooseMode = 'one' | 'toggle' | 'range' | 'move';

/** Chooses at this place of the list, whether or not what stands there is at hand. */
export async function chooseAt({ queue, engine }: Pick<Hawser, 'queue' | 'engine'>, index: number, mode: ChooseMode): Promise<void> {
  const { view, store } = queue;
  const line: Line = { index, key: slotAt(store.getState().page, index)?.key ?? null };
  const { chosen } = view.getState();
  if (mode === 'one') view.setState({ chosen: chooseOne(line) });
  else if (mode === 'toggle') view.setState({ chosen: toggleOne(chosen, line) });
  else if (mode === 'move') view.setState({ chosen: { ...chosen, focus: line } });
  else {
    const anchor = chosen.anchor ?? line;
    const { page } = store.getState();
    const at = indexOfKey(page, anchor.key);
    const from = at < 0 ? anchor.index : at;
    view.setState({ chosen: { ...chosen, anchor, focus: line } });
    const keys = await keysBetween({ queue, engine }, Math.min(from, index), Math.max(from, index));
    const { chosen: latest } = view.getState();
    // Another range may have been drawn while this one was looked up.
    if (latest.focus?.index === index && latest.anchor === anchor) view.setState({ chosen: chooseRange(latest, line, keys) });
  }
}

/** Rows of one question to the engine. */
const PART = 1000;

/** The keys of these lines, the last one included; those that are not at hand are asked for. */
async function keysBetween({ queue, engine }: Pick<Hawser, 'queue' | 'engine'>, first: number, last: number): Promise<readonly string[]> {
  const { page } = queue.store.getState();
  if (page !== null && first >= page.offset && last < page.offset + page.slots.length) return page.slots.slice(first - page.offset, last - page.offset + 1).map(({ key }) => key);
  const keys: string[] = [];
  const view = queue.view.getState();
  for (let offset = first; offset <= last; offset += PART) {
    const count = Math.min(PART, last - offset + 1);
    const request = requestFor(view, offset, count);
    const answer = await engine.queuePage(request);
    if (!answer.ok) break;
    keys.push(...shownPage(request, answer.value).slots.map(({ key }) => key));
  }
  return keys;
}

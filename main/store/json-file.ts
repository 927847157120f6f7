import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { localFailure, type MainFailure, systemCode } from '../failure.ts';
import { writeAtomically } from './atomic-write.ts';
import { readVersioned, type VersionedFormat } from './read-versioned.ts';
import { setAside } from './set-aside.ts';

/** A file that could not be used at start and where it is kept. `recovered`: its last good copy took its place. */
export interface SetAsideFile {
  readonly file: string;
  readonly keptAs: string;
  readonly recovered: boolean;
  /** For the log; never shown as the only words. */
  readonly why: string;
}

/** One versioned JSON document on disk and its value in memory. */
export interface JsonFile<T> {
  /** The value as last read or written. */
  value(): T;
  readonly setAside: SetAsideFile | null;
  /**
   * Changes the value and writes it; resolves with the new value once it is safely on disk. Changes run one after another, each on
   * the result of the one before. A change that cannot be written leaves the value as it was and rejects with a `MainFailure`.
   * A change that returns its argument writes nothing.
   */
  change(change: (value: T) => T): Promise<T>;
  /** Resolves when every change asked for so far has ended, well or not. */
  settled(): Promise<void>;
}

/**
 * Opens a versioned JSON file; a missing one starts with `empty`. The content before the last write stays beside it as `.bak`. A file
 * that cannot be read is set aside under another name and `.bak` is used in its place. Never rejects: a file that cannot even be set
 * aside stays untouched, and every change is then refused.
 */
export async function openJsonFile<T>(path: string, format: VersionedFormat<T>, empty: T): Promise<JsonFile<T>> {
  const backup = `${path}.bak`;
  const main = await load(path, format);
  const spare = main.kind === 'good' ? null : await load(backup, format);
  const source = main.kind === 'good' ? main : spare?.kind === 'good' ? spare : null;
  const blocked = main.blocked ?? spare?.blocked ?? null;

  let value = source === null ? empty : source.value;
  let onDisk = source === null ? null : source.text;
  let queue: Promise<unknown> = Promise.resolve();

  const write = async (next: T): Promise<void> => {
    if (blocked !== null) throw blocked;
    const text = `${JSON.stringify(next, null, 2)}\n`;
    try {
      if (onDisk !== null) await writeAtomically(backup, onDisk);
      await writeAtomically(path, text);
    } catch (thrown) {
      throw localFailure(path, thrown);
    }
    onDisk = text;
  };

  const apply = async (change: (value: T) => T): Promise<T> => {
    const next = change(value);
    if (next !== value) await write(next);
    value = next;
    return next;
  };

  return {
    value: () => value,
    setAside: asideOf(path, main, spare, source !== null),
    change: (change) => {
      const done = queue.then(() => apply(change));
      // Whoever asked for the change is told of its failure; the ones behind it go on.
      queue = done.catch(() => undefined);
      return done;
    },
    settled: async () => {
      await queue;
    },
  };
}

type Loaded<T> =
  | { readonly kind: 'good'; readonly value: T; readonly text: string; readonly blocked: null }
  | { readonly kind: 'missing'; readonly blocked: null }
  | { readonly kind: 'set-aside'; readonly keptAs: string; readonly why: string; readonly blocked: null }
  | { readonly kind: 'stuck'; readonly blocked: MainFailure };

async function load<T>(path: string, format: VersionedFormat<T>): Promise<Loaded<T>> {
  let mark = 'damaged';
  let why: string;
  try {
    const text = await readFile(path, 'utf8');
    const reading = readVersioned(format, text);
    if (reading.kind === 'good') return { kind: 'good', value: reading.value, text, blocked: null };
    if (reading.kind === 'newer') mark = `version-${reading.version}`;
    why = reading.kind === 'newer' ? `written as version ${reading.version}` : reading.why;
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return { kind: 'missing', blocked: null };
    why = String(thrown);
  }
  try {
    return { kind: 'set-aside', keptAs: await setAside(path, mark, new Date()), why, blocked: null };
  } catch (thrown) {
    return { kind: 'stuck', blocked: localFailure(path, thrown) };
  }
}

function asideOf<T>(path: string, main: Loaded<T>, spare: Loaded<T> | null, recovered: boolean): SetAsideFile | null {
  const first = main.kind === 'set-aside' ? main : spare?.kind === 'set-aside' ? spare : null;
  if (first === null) return null;
  return { file: basename(path), keptAs: first.keptAs, recovered, why: first.why };
}

import type { z } from 'zod';

/** Turns the document of one version into that of the next. It must not change what it is given. */
export type Migration = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

export interface VersionedFormat<T> {
  /** The document of the current version, its `version` field included. */
  readonly schema: z.ZodType<T>;
  /** The current version; the first is 1. */
  readonly version: number;
  /** By the version they start from: `1` leads from 1 to 2. One for each version below the current one. */
  readonly migrations: Readonly<Record<number, Migration>>;
}

export type Reading<T> =
  | { readonly kind: 'good'; readonly value: T; readonly migrated: boolean }
  /** Not this format, cut off, or outside its schema. */
  | { readonly kind: 'damaged'; readonly why: string }
  /** Written by a later Hawser. */
  | { readonly kind: 'newer'; readonly version: number };

/** Reads a versioned JSON document, whatever it holds. Never throws. */
export function readVersioned<T>(format: VersionedFormat<T>, text: string): Reading<T> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { kind: 'damaged', why: 'not an object' };
    let document = parsed as Readonly<Record<string, unknown>>;
    const written = document['version'];
    if (typeof written !== 'number' || !Number.isInteger(written) || written < 1) return { kind: 'damaged', why: 'no version' };
    if (written > format.version) return { kind: 'newer', version: written };
    for (let version = written; version < format.version; version++) {
      const migrate = format.migrations[version];
      if (migrate === undefined) return { kind: 'damaged', why: `no way from version ${version}` };
      document = { ...migrate(document), version: version + 1 };
    }
    const checked = format.schema.safeParse(document);
    if (!checked.success) return { kind: 'damaged', why: checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
    return { kind: 'good', value: checked.data, migrated: written !== format.version };
  } catch (thrown) {
    return { kind: 'damaged', why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

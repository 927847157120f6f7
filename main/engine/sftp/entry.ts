import type { Entry, EntryKind } from '../../../shared/model/entry.ts';
import type { Attributes } from './wire/attributes.ts';
import { ownersOf } from './wire/longname.ts';

/** File types of st_mode (POSIX sys/stat.h). */
const TYPE_BITS = 0o170000;
const kindOfType: Readonly<Record<number, EntryKind>> = { 0o100000: 'file', 0o040000: 'directory', 0o120000: 'link' };

export function kindOf(attributes: Attributes): EntryKind {
  if (attributes.mode === null) return 'file';
  const type = attributes.mode & TYPE_BITS;
  return kindOfType[type] ?? 'other';
}

/** One row from what the server says. `longname` is its line in the manner of `ls -l`, which alone has the names of owner and group. */
export function toEntry(name: string, attributes: Attributes, longname: Buffer | null): Entry {
  const { size, userId, groupId, mode, modified } = attributes;
  const owners = longname === null ? null : ownersOf(longname);
  return {
    name,
    kind: kindOf(attributes),
    size,
    modified: modified === null ? null : { at: modified * 1000, precision: 'second' },
    mode: mode === null ? null : mode & 0o7777,
    owner: owners?.owner ?? (userId === null ? null : String(userId)),
    group: owners?.group ?? (groupId === null ? null : String(groupId)),
    linkTarget: null,
    targetKind: null,
  };
}

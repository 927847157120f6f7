import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { t } from '../locale/translate.ts';

/** The part of a name after its last dot, in lower case; empty for none and for names that only start with a dot. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 && name.length - dot <= 12 ? name.slice(dot + 1).toLowerCase() : '';
}

/** What the type column says: `Folder`, `Link`, `HTML`, `File`. */
export function kindOfName(entry: Entry): string {
  if (entry.kind === 'link') return t(entry.targetKind === 'directory' ? 'kind.folderLink' : 'kind.link');
  if (leadsToDirectory(entry)) return t('kind.folder');
  if (entry.kind === 'other') return t('kind.other');
  if (entry.kind === 'unparsed') return t('kind.unparsed');
  const extension = extensionOf(entry.name);
  return extension === '' ? t('kind.file') : extension.toUpperCase();
}

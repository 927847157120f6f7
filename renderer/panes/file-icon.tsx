import { File, FileArchive, FileCode, FileImage, FileMusic, FileQuestionMark, FileSymlink, FileText, FileVideoCamera, Folder, FolderSymlink, type LucideIcon } from 'lucide-react';
import { createElement } from 'react';
import type { Entry } from '../../shared/model/entry.ts';
import { classNames } from '../ui/class-names.ts';
import { extensionOf } from './kind.ts';

const families: readonly (readonly [LucideIcon, string])[] = [
  [FileImage, 'png jpg jpeg gif svg webp avif ico bmp tif tiff heic psd'],
  [FileCode, 'html htm css scss js mjs cjs ts tsx jsx json xml php py rb rs go java c h cpp sh sql vue yml yaml toml'],
  [FileText, 'txt md pdf doc docx odt rtf log csv xls xlsx ods ini conf'],
  [FileArchive, 'zip gz tgz xz bz2 zst 7z rar tar deb rpm jar dmg iso'],
  [FileMusic, 'mp3 flac ogg wav m4a opus aac'],
  [FileVideoCamera, 'mp4 mkv webm mov avi m4v'],
];
const byExtension = new Map(families.flatMap(([icon, extensions]) => extensions.split(' ').map((extension) => [extension, icon] as const)));

function iconOf(entry: Entry): LucideIcon {
  switch (entry.kind) {
    case 'directory':
      return Folder;
    case 'link':
      return entry.targetKind === 'directory' ? FolderSymlink : FileSymlink;
    case 'file':
      return byExtension.get(extensionOf(entry.name)) ?? File;
    case 'other':
    case 'unparsed':
      return FileQuestionMark;
  }
}

/** A quiet picture of what an entry is. */
export function FileIcon({ entry }: { readonly entry: Entry }) {
  const folder = entry.kind === 'directory' || entry.targetKind === 'directory';
  return createElement(iconOf(entry), { className: classNames('file-icon', folder && 'file-icon--folder'), size: 16, strokeWidth: 1.6, 'aria-hidden': true });
}

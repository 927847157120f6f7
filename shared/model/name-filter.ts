import { z } from 'zod';

/** A pattern for names: `*` stands for any characters, `?` for one. Case does not count. */
export const namePatternSchema = z.string().trim().min(1).max(200);
export const namePatternsSchema = z.array(namePatternSchema).max(200);

/** Names that nobody wants on the other end, by what they are. */
const leftOut = {
  skipSourceControl: ['.git', '.svn', '.hg', '.bzr', 'CVS', '.gitignore', '.gitattributes', '.gitmodules', '.hgignore', '.cvsignore'],
  skipSystemFiles: ['.DS_Store', '._*', '.Spotlight-V100', '.Trashes', '.fseventsd', 'Thumbs.db', 'ehthumbs.db', 'desktop.ini', '$RECYCLE.BIN', 'System Volume Information', '.directory', '.Trash-*', 'lost+found'],
  skipTemporaryFiles: ['*~', '*.tmp', '*.temp', '*.swp', '*.swo', '.#*', '#*#', '~$*', '*.bak', '*.part', '*.crdownload', '*.hawser-part'],
} as const;
const images = ['*.jpg', '*.jpeg', '*.png', '*.gif', '*.webp', '*.avif', '*.heic', '*.svg', '*.bmp', '*.tif', '*.tiff', '*.ico', '*.raw', '*.cr2', '*.nef', '*.arw', '*.dng', '*.psd'];

export interface NameRules {
  readonly skipSourceControl: boolean;
  readonly skipSystemFiles: boolean;
  readonly skipTemporaryFiles: boolean;
  readonly onlyImages: boolean;
  /** Only files with such a name go along; empty: all. */
  readonly includeNames: readonly string[];
  /** Files and folders that do not. */
  readonly excludeNames: readonly string[];
}

/** Whether what is found in a folder goes along. Folders are looked into for the files that are wanted, so that only what leaves out counts for them. */
export function nameFilter(rules: NameRules): (name: string, kind: 'file' | 'directory') => boolean {
  const sets = (['skipSourceControl', 'skipSystemFiles', 'skipTemporaryFiles'] as const).flatMap((set) => (rules[set] ? leftOut[set] : []));
  const excludes = matcher([...sets, ...rules.excludeNames]);
  const includes = matcher(rules.includeNames);
  const isImage = matcher(images);
  return (name, kind) => {
    if (excludes(name)) return false;
    if (kind === 'directory') return true;
    return (rules.includeNames.length === 0 || includes(name)) && (!rules.onlyImages || isImage(name));
  };
}

function matcher(patterns: readonly string[]): (name: string) => boolean {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  return (name) => {
    const folded = name.toLowerCase();
    return lower.some((pattern) => matches(folded, pattern));
  };
}

/** In time that grows with the product of the two lengths at most, whatever the pattern is. */
function matches(name: string, pattern: string): boolean {
  let [at, on, star, from] = [0, 0, -1, 0];
  while (at < name.length) {
    if (on < pattern.length && pattern[on] === '*') {
      star = on++;
      from = at;
    } else if (on < pattern.length && (pattern[on] === '?' || pattern[on] === name[at])) {
      at++;
      on++;
    } else if (star >= 0) {
      on = star + 1;
      at = ++from;
    } else return false;
  }
  while (pattern[on] === '*') on++;
  return on === pattern.length;
}

/** Whether a name ends in one of these, which are given without a dot. */
export function hasExtension(name: string, extensions: readonly string[]): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && extensions.includes(name.slice(dot + 1).toLowerCase());
}

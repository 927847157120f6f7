import { formatBytes, formatCount } from '../../shared/format/bytes.ts';
import { formatModifiedFully } from '../../shared/format/date.ts';
import type { Entry } from '../../shared/model/entry.ts';
import { t } from '../locale/translate.ts';
import { FileIcon } from '../panes/file-icon.tsx';
import { classNames } from '../ui/class-names.ts';

interface FileVersionProps {
  readonly title: string;
  readonly entry: Entry;
  readonly newer: boolean;
  readonly larger: boolean;
}

/** One of two files of a name: its size, its time, and how it compares. */
export function FileVersion({ title, entry, newer, larger }: FileVersionProps) {
  return (
    <div className="exists-version">
      <h3>
        <FileIcon entry={entry} /> {title}
      </h3>
      <p className={classNames(larger && 'exists-strong')}>
        {entry.size === null ? t('exists.unknownSize') : formatBytes(entry.size)}
        {entry.size === null ? null : <span className="exists-exact">{t('file.exactSize', { bytes: formatCount(entry.size) })}</span>}
        {larger ? <span className="exists-tag">{t('exists.larger')}</span> : null}
      </p>
      <p className={classNames(newer && 'exists-strong')}>
        {entry.modified === null ? t('exists.unknownTime') : formatModifiedFully(entry.modified)}
        {newer ? <span className="exists-tag">{t('exists.newer')}</span> : null}
      </p>
    </div>
  );
}

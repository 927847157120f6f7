import { useStore } from 'zustand';
import { SelectRow, useChangeSettings } from '../settings/setting-rows.tsx';
import { useHawser } from '../use-hawser.ts';

const rules = { files: 'files.links.files', follow: 'files.links.follow', keep: 'files.links.keep', skip: 'files.links.skip' } as const;

/** What becomes of links in folders that are transferred. */
export function LinksRow() {
  const value = useStore(useHawser().settings.store, ({ links }) => links);
  const change = useChangeSettings();
  return <SelectRow label="files.links" note="files.linksNote" value={value} options={rules} onChange={(links) => change({ links })} />;
}

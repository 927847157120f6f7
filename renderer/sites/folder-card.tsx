import { ArrowDownAZ, Folder, FolderPlus, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { isFolder, type SiteFolder } from '../../shared/model/site.ts';
import { subtree } from '../../shared/model/site-tree.ts';
import { counted, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { ICON, SMALL_ICON } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import type { ManagerActions } from './manager-actions.ts';

/** What a folder holds, and what can be done with it. */
export function FolderCard({ folder, actions }: { readonly folder: SiteFolder; readonly actions: ManagerActions }) {
  const nodes = useStore(useHawser().sites.store, (state) => state.nodes);
  const count = useMemo(() => {
    const within = subtree(nodes, [folder.id]);
    return nodes.filter((node) => within.has(node.id) && !isFolder(node)).length;
  }, [nodes, folder]);
  return (
    <div className="manager-blank">
      <Folder {...ICON} size={28} className="tree-folder" />
      <p className="manager-blank-title">{folder.name}</p>
      <p className="manager-blank-words">{counted('manager.folderHolds', count)}</p>
      <div className="manager-blank-actions">
        <Button onClick={() => actions.newSite()}>
          <Plus {...SMALL_ICON} />
          {t('manager.newSite')}
        </Button>
        <Button onClick={() => void actions.newFolder()}>
          <FolderPlus {...SMALL_ICON} />
          {t('manager.newFolder')}
        </Button>
        <Button disabled={count === 0} onClick={() => void actions.sort(folder.id)}>
          <ArrowDownAZ {...SMALL_ICON} />
          {t('manager.sortFolder')}
        </Button>
      </div>
    </div>
  );
}

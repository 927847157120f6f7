import { hasExtension } from '../../../shared/model/name-filter.ts';
import { isSsh } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Account } from '../account.ts';
import type { Item } from './item.ts';

/** How a file is carried, beside its bytes. */
export interface CarryRules {
  /** An upload goes to a temporary name and is renamed when it is whole. */
  readonly temporaryName: boolean;
  readonly keepTimes: boolean;
  readonly keepModes: boolean;
  /** The sums of both ends are compared. */
  readonly verify: boolean;
  /** The source is a link, which is made a link at the target too. */
  readonly keepsLink: boolean;
  /** Links are made around it, so that a directory on the way may become one at any moment. */
  readonly amongLinks: boolean;
  /** Line ends change on the way (FTP's TYPE A), so that the two ends differ in size. */
  readonly text: boolean;
}

/** What the site of the remote end has chosen, and where it chooses nothing, the settings. */
export function carryRules({ direction, from: { path }, source, depth }: Pick<Item, 'direction' | 'from' | 'source' | 'depth'>, { from, to }: { readonly from: Pick<Account, 'profile'>; readonly to: Pick<Account, 'profile'> }, settings: Settings): CarryRules {
  const chosen = (direction === 'download' ? from : to).profile?.transfers;
  const ftp = [from, to].map(({ profile }) => profile).filter((profile) => profile !== null && !isSsh(profile.protocol));
  return {
    temporaryName: chosen?.temporaryName ?? settings.temporaryName,
    keepTimes: chosen?.keepTimes ?? settings.keepTimes,
    keepModes: chosen?.keepModes ?? settings.keepModes,
    verify: chosen?.verify ?? settings.verify,
    // Under another rule a link to a folder never becomes an item of this kind; what was chosen itself is followed.
    keepsLink: depth > 0 && source?.kind === 'link' && (settings.links === 'keep' || source.targetKind === 'directory'),
    amongLinks: depth > 0 && settings.links === 'keep',
    text: ftp.some((profile) => profile?.ftp?.transferType === 'ascii') || (ftp.length > 0 && direction !== 'copy' && settings.textByList && hasExtension(path, settings.textExtensions)),
  };
}

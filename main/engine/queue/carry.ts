import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { CarryOptions } from './carry-options.ts';
import { copyBeside } from './copy-beside.ts';
import { copyBetween } from './copy-between.ts';
import { downloadFile } from './download-file.ts';
import type { Item } from './item.ts';
import { keepLink } from './keep-link.ts';
import { uploadFile } from './upload-file.ts';

/**
 * Moves one file from one session to another, whatever they are, or what an earlier attempt has left of it. Resolves with its bytes only
 * when the receiving end confirmed them and the count is right.
 */
export async function carry(item: Item, options: CarryOptions): Promise<number> {
  if (options.rules.keepsLink) return keepLink(item, options);
  if (item.to.session === LOCAL_SESSION) return downloadFile(item, options);
  return item.from.session === LOCAL_SESSION ? uploadFile(item, options) : copyBeside(item, options, copyBetween);
}

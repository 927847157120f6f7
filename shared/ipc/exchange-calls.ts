import { z } from 'zod';
import { type ExportResult, importChoicesSchema, type ImportPlace, type ImportPreview, type ImportResult } from '../model/exchange-preview.ts';
import type { HawserLink } from '../model/exchange-link.ts';
import type { FailureData } from '../model/failure.ts';
import { siteIdSchema } from '../model/ids.ts';
import { call } from './contract.ts';

const token = z.string().min(1).max(64);
const title = z.string().max(200);

/** What the system asked Hawser to open: a file that was double-clicked or named on the command line, or a `hawser://` link. */
export type Opened = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'link'; readonly link: HawserLink } | { readonly kind: 'failure'; readonly failure: FailureData };

/** Import and export of sites. Secrets go from file to file; the window never has one. */
export const exchangeCalls = {
  /** Files of other programs that lie where they usually do. */
  importPlaces: call<readonly ImportPlace[]>()(),
  /**
   * Reads a file, which the user picks where none is named, and shows what it holds; null when cancelled. Nothing is changed yet. Fails with
   * `import-unreadable`, `import-too-large`, `profile-damaged`, `profile-too-new`.
   */
  openImport: call<ImportPreview | null>()(z.object({ path: z.string().min(1).max(32768).nullable(), title })),
  /** Reads it again with the password that its secrets are sealed by. Fails with `import-wrong-password`. */
  unlockImport: call<ImportPreview>()(token, z.string().min(1).max(4096)),
  /** Takes over what is chosen; the preview is closed then. */
  applyImport: call<ImportResult>()(token, importChoicesSchema),
  closeImport: call<void>()(token),
  /** Writes these nodes and all below them (null: everything) to a file that the user chooses; null when cancelled. With a passphrase their saved secrets go along. */
  exportSites: call<ExportResult | null>()(
    z.object({ ids: z.array(siteIdSchema).min(1).max(1000).nullable(), form: z.enum(['hawser', 'filezilla']), passphrase: z.string().min(8).max(4096).nullable(), title }),
  ),
  /** What the system asked for and the window has not taken yet; an `opened` event tells of it. */
  takeOpened: call<Opened | null>()(),
} as const;

import { z } from 'zod';
import { siteIdSchema, type SiteId } from '../../shared/model/ids.ts';
import { bookmarksSchema, isFolder, siteNodeSchema, type SitesDocument } from '../../shared/model/site.ts';
import { foldersAbove, soundTree } from '../../shared/model/site-tree.ts';
import { MainFailure } from '../failure.ts';
import { deriveKey, freshKdf, kdfSchema, open, seal } from '../secrets/master-key.ts';
import { ownOwner } from '../secrets/owner-of.ts';
import type { OwnedSecret } from '../secrets/saved-secrets.ts';
import { type Imported, type ImportedSite, NOTHING_IMPORTED, type NotCarried } from './imported.ts';

const FORMAT = 'hawser-profile';
const VERSION = 1;
const CHECK = 'Hawser profile passphrase';

const secretsSchema = z.strictObject({
  // Whoever made the file also chose what opening it costs.
  kdf: kdfSchema.extend({ n: z.literal([2 ** 17, 2 ** 18]) }),
  /** Empty text, sealed, by which a wrong passphrase shows. */
  check: z.base64().max(100),
  sealed: z.array(z.strictObject({ site: siteIdSchema, owner: z.string().min(1).max(4096), text: z.base64().max(16_384) })).max(100_000),
});
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  nodes: z.array(siteNodeSchema).max(100_000),
  bookmarks: bookmarksSchema,
  secrets: secretsSchema.optional(),
});
const headSchema = z.object({ format: z.literal(FORMAT), version: z.int() });

/** Sites as a profile file, JSON: with a passphrase their secrets too, sealed by it (scrypt, AES-256-GCM), each bound to its site and use. */
export async function writeProfileFile({ nodes, bookmarks }: SitesDocument, secrets: { readonly passphrase: string; readonly owned: readonly OwnedSecret[] } | null): Promise<string> {
  const file: z.input<typeof fileSchema> = { format: FORMAT, version: VERSION, nodes: [...nodes], bookmarks: [...bookmarks] };
  if (secrets !== null) {
    const kdf = freshKdf();
    const key = await deriveKey(secrets.passphrase, kdf);
    file.secrets = {
      kdf: { ...kdf, n: 2 ** 17 as 131_072 },
      check: seal(key, CHECK, ''),
      sealed: secrets.owned.map(({ site, owner, secret }) => ({ site, owner, text: seal(key, aboutOf(site, owner), secret) })),
    };
    key.fill(0);
  }
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * Reads a profile file. Null where the text is none at all. Fails with `profile-damaged` for one that is not whole, and with
 * `profile-too-new` for one of a later version. Without its passphrase, or with another one, it is `locked` and comes without secrets.
 */
export async function readProfileFile(text: string, passphrase: string | null): Promise<Imported | null> {
  if (!/^\s*\{/u.test(text)) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    // Cut off or bent on its way, it still says what it was.
    if (text.slice(0, 200).includes(`"${FORMAT}"`)) throw MainFailure.of('profile-damaged', {}, null, thrown);
    return null;
  }
  const head = headSchema.safeParse(json).data;
  if (head === undefined) return null;
  if (head.version > VERSION) throw MainFailure.of('profile-too-new');
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) throw MainFailure.of('profile-damaged', {}, parsed.error.issues[0]?.path.join('.') ?? null);
  const { bookmarks, secrets } = parsed.data;
  const nodes = soundTree(parsed.data.nodes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const notCarried: NotCarried[] = [];
  const opened = secrets === undefined || passphrase === null ? null : await openSecrets(secrets, passphrase);
  const sites = nodes.flatMap((node): ImportedSite[] => {
    if (isFolder(node)) return [];
    const { id, parent: _parent, ...site } = node;
    const folders = foldersAbove(byId, node).map(({ name }) => name);
    const [own, mine] = [ownOwner(node.profile), opened?.get(id) ?? []];
    if (mine.some(({ secret }) => secret === null)) notCarried.push({ where: node.name, reason: 'password-unreadable', what: '' });
    const readable = mine.filter((one): one is OwnedSecret => one.secret !== null);
    return [{ folders, site, secret: readable.find(({ owner }) => owner === own)?.secret ?? null, otherSecrets: readable.filter(({ owner }) => owner !== own) }];
  });
  return { ...NOTHING_IMPORTED, sites, bookmarks, notCarried, locked: secrets !== undefined && secrets.sealed.length > 0 && opened === null };
}

type Opened = ReadonlyMap<SiteId, readonly { readonly site: SiteId; readonly owner: string; readonly secret: string | null }[]>;

/** The secrets by their site, null for one that was changed or moved; null altogether where the passphrase is another one. */
async function openSecrets({ kdf, check, sealed }: z.infer<typeof secretsSchema>, passphrase: string): Promise<Opened | null> {
  const key = await deriveKey(passphrase, kdf);
  if (open(key, CHECK, check) === null) return null;
  const bySite = Map.groupBy(sealed.map(({ site, owner, text }) => ({ site, owner, secret: open(key, aboutOf(site, owner), text) })), ({ site }) => site);
  key.fill(0);
  return bySite;
}

function aboutOf(site: SiteId, owner: string): string {
  return JSON.stringify(['Hawser profile', site, owner]);
}

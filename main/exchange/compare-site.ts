import { type SitePart, siteParts } from '../../shared/model/exchange-preview.ts';
import { profileLabel } from '../../shared/model/profile.ts';
import { type Site, siteSchema } from '../../shared/model/site.ts';

type Content = Omit<Site, 'id' | 'parent'>;

/** What an imported site is beside those that are kept here. */
export interface Compared {
  readonly state: 'new' | 'same' | 'different';
  /** The one of the same server and user; null for a new one. */
  readonly kept: Site | null;
  readonly differs: readonly SitePart[];
}

/** Finds sites of the same protocol, host, port and user: the most alike where there are several. */
export function createComparison(sites: readonly Site[]): (site: Content) => Compared {
  const byAccount = Map.groupBy(sites, accountOf);
  return (site) => {
    const candidates = (byAccount.get(accountOf(site)) ?? []).map((kept) => ({ kept, differs: differences(site, kept) }));
    const nearest = candidates.toSorted((one, other) => one.differs.length - other.differs.length)[0];
    if (nearest === undefined) return { state: 'new', kept: null, differs: [] };
    return { state: nearest.differs.length === 0 ? 'same' : 'different', ...nearest };
  };
}

function accountOf({ profile }: Pick<Content, 'profile'>): string {
  return profileLabel({ ...profile, host: profile.host.toLowerCase() });
}

const content = siteSchema.omit({ id: true, parent: true });

function differences(one: Content, other: Content): readonly SitePart[] {
  // Read by the schema, both have their defaults, and their fields in the same order.
  const [first, second] = [content.parse(one), content.parse(other)];
  const part = ({ profile, ...rest }: Content, name: SitePart): unknown => (name in profile ? profile[name as keyof typeof profile] : rest[name as keyof typeof rest]);
  return siteParts.filter((name) => JSON.stringify(part(first, name)) !== JSON.stringify(part(second, name)));
}

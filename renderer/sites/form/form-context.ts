import { createContext, useContext } from 'react';
import type { Site } from '../../../shared/model/site.ts';
import type { FieldName, SiteProblems } from '../check-fields.ts';
import type { SiteFields } from '../site-fields.ts';

/** The site that the tabs show, its fields, and how they change. */
export interface SiteForm {
  readonly site: Site;
  /** It is not saved yet. */
  readonly fresh: boolean;
  readonly fields: SiteFields;
  /** Those that are to be seen: an empty field is not wrong before the user tries to save. */
  readonly problems: SiteProblems;
  readonly change: (part: Partial<SiteFields>) => void;
}

export const SiteFormContext = createContext<SiteForm | null>(null);

export function useSiteForm(): SiteForm {
  const form = useContext(SiteFormContext);
  if (form === null) throw new Error('A field stands outside of a site form.');
  return form;
}

/** Fields whose value is of this type. */
export type FieldOf<T> = { readonly [K in keyof SiteFields]: SiteFields[K] extends T ? K : never }[keyof SiteFields];
export type { FieldName };

import { useId } from 'react';
import type { SiteId } from '../../shared/model/ids.ts';
import type { Site } from '../../shared/model/site.ts';
import { t } from '../locale/translate.ts';

interface ScopeFieldProps {
  readonly sites: readonly Site[];
  readonly value: SiteId | null;
  readonly onChange: (site: SiteId | null) => void;
}

/** With which site bookmarks are kept, or with none. */
export function ScopeField({ sites, value, onChange }: ScopeFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('bookmarks.scope')}
      </label>
      <select id={id} className="field-select" value={value ?? ''} onChange={(event) => onChange(sites.find((site) => site.id === event.target.value)?.id ?? null)}>
        <option value="">{t('bookmarks.everywhere')}</option>
        {sites.map((site) => (
          <option key={site.id} value={site.id}>
            {site.name}
          </option>
        ))}
      </select>
    </div>
  );
}

import { type KeyboardEvent, useMemo } from 'react';
import { useStore } from 'zustand';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { Site } from '../../shared/model/site.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { checkFields, type FieldName, type SiteProblems } from './check-fields.ts';
import { AdvancedTab } from './form/advanced-tab.tsx';
import { CharsetTab } from './form/charset-tab.tsx';
import { SiteFormContext } from './form/form-context.ts';
import { GeneralTab } from './form/general-tab.tsx';
import { TransferTab } from './form/transfer-tab.tsx';
import { TrustTab } from './form/trust-tab.tsx';
import { changeFields, draftOf, type ManagerStore, type SiteTab, siteTabs } from './manager-store.ts';
import { fieldsOf, type SiteFields } from './site-fields.ts';

const generalFields: ReadonlySet<string> = new Set<FieldName>(['name', 'host', 'port', 'user', 'account', 'keyFile', 'localUser', 'localHost', 'comment']);
const transferFields: ReadonlySet<string> = new Set<FieldName>(['activePorts', 'externalAddress', 'connections', 'uploadRate', 'downloadRate']);

/** The tab on which a field stands. */
export function tabOf(field: string): SiteTab {
  if (generalFields.has(field)) return 'general';
  if (field === 'charset') return 'charset';
  return transferFields.has(field) ? 'transfer' : 'advanced';
}

/** The problems that are to be seen: what is only empty in a site that nobody tried to save is not wrong yet. */
function seen(problems: SiteProblems, fields: SiteFields, tried: boolean): SiteProblems {
  if (tried) return problems;
  return Object.fromEntries(Object.entries(problems).filter(([name]) => !name.startsWith('hop') && fields[name as keyof SiteFields] !== ''));
}

/** The tabs of one site. */
export function SiteEditor({ store, site }: { readonly store: ManagerStore; readonly site: Site }) {
  const tab = useStore(store, (state) => state.tab);
  const drafts = useStore(store, (state) => state.drafts);
  const draft = draftOf(drafts, site);
  const { fields, tried } = draft;
  // A saved site that has just been changed shows what is wrong with it at once.
  const known = useMemo(() => (draft.fresh ? null : fieldsOf(draft.site)), [draft.fresh, draft.site]);
  const problems = useMemo(() => {
    const all = checkFields(fields);
    const emptied = known === null ? {} : Object.fromEntries(Object.entries(all).filter(([name]) => name in known && known[name as keyof SiteFields] !== fields[name as keyof SiteFields]));
    return { ...seen(all, fields, tried), ...emptied };
  }, [fields, tried, known]);
  const form = useMemo(() => ({ site: draft.site, fresh: draft.fresh, fields, problems, change: (part: Partial<SiteFields>) => changeFields(store, draft.site, part) }), [draft.site, draft.fresh, fields, problems, store]);
  const wrongTabs = new Set(Object.keys(problems).map(tabOf));
  const keys = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = siteTabs[(siteTabs.indexOf(tab) + move + siteTabs.length) % siteTabs.length]!;
    store.setState({ tab: next });
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };

  return (
    <SiteFormContext value={form}>
      <div className="site-editor">
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tab that is open has the focus */}
        <div role="tablist" aria-label={t('manager.tabs')} className="site-tabs" onKeyDown={keys}>
          {siteTabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`site-tab-${name}`}
              data-tab={name}
              aria-selected={tab === name}
              aria-controls="site-tab-panel"
              tabIndex={tab === name ? 0 : -1}
              className={classNames('site-tab', wrongTabs.has(name) && 'site-tab--wrong')}
              onClick={() => store.setState({ tab: name })}
            >
              {t(`siteTab.${name}`)}
              {wrongTabs.has(name) ? <span className="visually-hidden">{t('manager.wrongTab')}</span> : null}
            </button>
          ))}
        </div>
        <div key={site.id} role="tabpanel" id="site-tab-panel" aria-labelledby={`site-tab-${tab}`} className="site-panel">
          <Tab tab={tab} />
        </div>
      </div>
    </SiteFormContext>
  );
}

function Tab({ tab }: { readonly tab: SiteTab }) {
  switch (tab) {
    case 'general':
      return <GeneralTab />;
    case 'advanced':
      return <AdvancedTab />;
    case 'transfer':
      return <TransferTab />;
    case 'charset':
      return <CharsetTab />;
    case 'trust':
      return <TrustTab />;
    default:
      return assertNever(tab);
  }
}

import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { userOf } from '../../shared/model/logon.ts';
import type { Site } from '../../shared/model/site.ts';
import { protocolNames } from '../connect/protocol-names.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { connectSite } from './connect-site.ts';
import { recentSites } from './site-store.ts';
import './site-list.css';

/** As many as fit without scrolling; the rest is in the site manager. */
const MOST = 10;

/** The sites used lately, and others while there is room: double-click or Enter connects. */
export function SiteList() {
  const hawser = useHawser();
  const state = useStore(hawser.sites.store);
  const sites = useMemo(() => recentSites(state, MOST), [state]);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, sites.length - 1);
  const connect = (site: Site | undefined): void => {
    if (site !== undefined) void connectSite(hawser, site);
  };
  const edit = (site: Site | undefined): void => {
    if (site !== undefined) hawser.window.setState({ dialog: { kind: 'sites', site: site.id } });
  };
  const keys = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sites.length - 1 };
    const next = steps[event.key];
    if (event.key === 'Enter') connect(sites[at]);
    else if (event.key === 'F2') edit(sites[at]);
    else if (next !== undefined) setChosen(Math.max(0, Math.min(sites.length - 1, next)));
    else return;
    event.preventDefault();
  };
  return (
    <div className="site-list">
      <div className="site-list-head">
        <h3 className="site-list-title" id="site-list-title">
          {t('sites.title')}
        </h3>
        <Button look="quiet" onClick={() => runCommand(hawser, 'sites')}>
          {t('sites.all')}
        </Button>
      </div>
      <div role="listbox" tabIndex={0} aria-labelledby="site-list-title" aria-activedescendant={`site-${at}`} data-field="list-remote" className="site-rows" onKeyDown={keys}>
        {sites.map((site, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list itself has the focus and the keys
          <div key={site.id} id={`site-${index}`} role="option" aria-selected={index === at} className="site-row" onClick={() => setChosen(index)} onDoubleClick={() => connect(site)}>
            <span className="site-protocol">{protocolNames[site.profile.protocol].short}</span>
            <span className="site-name">{site.name}</span>
            <span className="site-address">
              {userOf(site.profile.logon) === '' ? '' : `${userOf(site.profile.logon)}@`}
              {site.profile.host}
            </span>
            <IconButton small icon={Pencil} label={t('sites.edit', { name: site.name })} tabIndex={-1} onClick={() => edit(site)} onDoubleClick={(event) => event.stopPropagation()} />
          </div>
        ))}
      </div>
    </div>
  );
}

import { Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useStore } from 'zustand';
import { userOf } from '../../shared/model/logon.ts';
import type { Site } from '../../shared/model/site.ts';
import { protocolNames } from '../connect/protocol-names.ts';
import { t } from '../locale/translate.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import './site-list.css';

/** The servers that are kept: double-click or Enter connects. */
export function SiteList() {
  const hawser = useHawser();
  const sites = useStore(hawser.sites.store, (state) => state.sites);
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, sites.length - 1);
  const connect = (site: Site | undefined): void => {
    if (site !== undefined) void hawser.connection.connect(site.profile, { remoteDirectory: site.remoteDirectory, localDirectory: site.localDirectory });
  };
  const askRemove = (site: Site | undefined): void => {
    if (site !== undefined) hawser.window.setState({ dialog: { kind: 'remove-site', site } });
  };
  const keys = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: sites.length - 1 };
    const next = steps[event.key];
    if (event.key === 'Enter') connect(sites[at]);
    else if (event.key === 'Delete') askRemove(sites[at]);
    else if (next !== undefined) setChosen(Math.max(0, Math.min(sites.length - 1, next)));
    else return;
    event.preventDefault();
  };
  return (
    <div className="site-list">
      <h3 className="site-list-title" id="site-list-title">
        {t('sites.title')}
      </h3>
      <div role="listbox" tabIndex={0} aria-labelledby="site-list-title" aria-activedescendant={`site-${at}`} data-field="list-remote" className="site-rows" onKeyDown={keys}>
        {sites.map((site, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list itself has the focus and the keys
          <div key={site.id} id={`site-${index}`} role="option" aria-selected={index === at} className="site-row" onClick={() => setChosen(index)} onDoubleClick={() => connect(site)}>
            <span className="site-protocol">{protocolNames[site.profile.protocol].short}</span>
            <span className="site-name">{site.name}</span>
            <span className="site-address">
              {userOf(site.profile.logon)}@{site.profile.host}
            </span>
            <IconButton small icon={Trash2} label={t('sites.remove', { name: site.name })} tabIndex={-1} onClick={() => askRemove(site)} onDoubleClick={(event) => event.stopPropagation()} />
          </div>
        ))}
      </div>
    </div>
  );
}

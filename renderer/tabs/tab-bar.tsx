import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useStore } from 'zustand';
import type { Hawser } from '../hawser.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { siteOf } from '../sites/site-store.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { keyHint } from '../window/key-hint.ts';
import './tab-bar.css';

/** The tabs of the window, where there are several. Arrow keys go along them, Delete closes one. */
export function TabBar() {
  const hawser = useHawser();
  const { tabs, active } = useStore(hawser.tabs.store);
  const list = useRef<HTMLDivElement>(null);
  if (tabs.length < 2) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0 && event.key !== 'Delete') return;
    event.preventDefault();
    if (by === 0) void hawser.tabs.close(active);
    else hawser.tabs.step(by as 1 | -1);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };
  return (
    <div className="tab-bar">
      <div ref={list} role="tablist" tabIndex={-1} aria-label={t('tabs.label')} className="tab-list" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <TabButton key={tab.id} tab={tab} chosen={tab === active} />
        ))}
      </div>
      <IconButton small icon={Plus} label={t('command.newTab')} hint={keyHint('newTab')} onClick={() => runCommand(hawser, 'newTab')} />
    </div>
  );
}

function TabButton({ tab, chosen }: { readonly tab: Hawser; readonly chosen: boolean }) {
  const { status, profile } = useStore(tab.connection.store);
  const site = useStore(tab.sites.store, (state) => (profile === null ? undefined : siteOf(state.sites, profile)));
  const name = site?.name ?? profile?.host ?? t('tabs.empty');
  return (
    <div
      className={classNames('tab', chosen && 'tab--chosen')}
      onAuxClick={(event) => {
        if (event.button === 1) void tab.tabs.close(tab);
      }}
    >
      <button type="button" role="tab" aria-selected={chosen} tabIndex={chosen ? 0 : -1} className="tab-name" title={name} onClick={() => tab.tabs.show(tab)}>
        <span className={classNames('tab-dot', `tab-dot--${status}`)} aria-hidden />
        <span>{name}</span>
      </button>
      <button type="button" tabIndex={-1} className="tab-close" aria-label={t('tabs.close', { name })} onClick={() => void tab.tabs.close(tab)}>
        <X size={12} strokeWidth={2} aria-hidden />
      </button>
    </div>
  );
}

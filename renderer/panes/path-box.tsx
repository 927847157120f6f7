import { ChevronRight, Monitor, Server } from 'lucide-react';
import { Fragment, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { SMALL_ICON } from '../ui/icon-button.tsx';
import { useHawser, usePane } from '../use-hawser.ts';
import { focusPane } from '../window/focus.ts';
import { crumbsOf } from './crumbs.ts';
import type { Side } from './pane-state.ts';
import './path-box.css';

/** The folder's path: crumbs to click, and one field to type in once it has the focus. */
export function PathBox({ side }: { readonly side: Side }) {
  const pane = useHawser().panes[side];
  const path = usePane(pane, (state) => state.path);
  const grammar = usePane(pane, (state) => state.grammar);
  const label = usePane(pane, (state) => state.label);
  const open = usePane(pane, (state) => state.session !== null);
  const [typed, setTyped] = useState(path);
  const [editing, setEditing] = useState(false);
  const trail = useRef<HTMLDivElement>(null);
  useEffect(() => setTyped(path), [path]);
  // The end of a long path is what tells where one is.
  useLayoutEffect(() => {
    if (trail.current !== null) trail.current.scrollLeft = trail.current.scrollWidth;
  }, [path, editing, label]);

  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setTyped(path);
    else if (event.key === 'Enter') void pane.open(typed.trim() === '' ? path : typed.trim());
    else return;
    event.preventDefault();
    focusPane(side);
  };
  const Icon = side === 'local' ? Monitor : Server;
  const crumbs = open ? crumbsOf(grammar, path) : [];
  return (
    <div className={classNames('path-box', editing && 'path-box--editing', !open && 'path-box--closed')}>
      <input
        className="path-input"
        data-field={`path-${side}`}
        aria-label={t(side === 'local' ? 'pane.localPath' : 'pane.remotePath')}
        value={open ? typed : ''}
        placeholder={open ? '' : t('pane.notConnected')}
        disabled={!open}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => {
          setEditing(true);
          event.target.select();
        }}
        onBlur={() => {
          setEditing(false);
          setTyped(path);
        }}
        onKeyDown={keys}
      />
      {open ? (
        <div className="path-trail" ref={trail}>
          {crumbs.map((crumb, index) => (
            <Fragment key={crumb.path}>
              {index > 0 ? <ChevronRight className="path-chevron" size={12} strokeWidth={2} aria-hidden /> : null}
              <button type="button" tabIndex={-1} className={classNames('path-crumb', index === 0 && 'path-crumb--root', index === crumbs.length - 1 && 'path-crumb--here')} title={displayName(crumb.path)} onClick={() => void pane.open(crumb.path)}>
                {index === 0 ? <Icon {...SMALL_ICON} /> : null}
                {index === 0 ? (grammar === 'windows' ? crumb.name : label) : displayName(crumb.name)}
              </button>
            </Fragment>
          ))}
        </div>
      ) : null}
    </div>
  );
}

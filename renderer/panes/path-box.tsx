import { ChevronRight, Monitor, Server } from 'lucide-react';
import { Fragment, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { displayName } from '../../shared/format/display-name.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { SMALL_ICON } from '../ui/icon-button.tsx';
import { useWidth } from '../ui/use-extent.ts';
import { useHawser, usePane } from '../use-hawser.ts';
import { focusPane } from '../window/focus.ts';
import { paneWords } from './pane-words.ts';
import { type Crumb, crumbsOf } from './crumbs.ts';
import type { Side } from './pane-state.ts';
import './path-box.css';

/** The folder's path: crumbs to click, and one field to type in once it has the focus. */
export function PathBox({ side }: { readonly side: Side }) {
  const pane = useHawser().panes[side];
  const path = usePane(pane, (state) => state.path);
  const grammar = usePane(pane, (state) => state.grammar);
  const label = usePane(pane, (state) => state.label);
  const open = usePane(pane, (state) => state.session !== null);
  // Null while nothing is being typed.
  const [typed, setTyped] = useState<string | null>(null);
  const editing = typed !== null;
  const box = useRef<HTMLDivElement>(null);
  const trail = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const crumbs = open ? crumbsOf(grammar, path) : [];
  // As many of the last folders as fit; the end of a long path is what tells where one is.
  const [fit, setFit] = useState({ path, width, label, hidden: 0 });
  const hidden = fit.path === path && fit.width === width && fit.label === label ? fit.hidden : 0;
  // With all but the last folder gone, the root's words make room too.
  const tight = hidden > 0 && hidden === crumbs.length - 2;
  useLayoutEffect(() => {
    const shown = trail.current;
    if (shown !== null && shown.scrollWidth > shown.clientWidth && hidden < crumbs.length - 2) setFit({ path, width, label, hidden: hidden + 1 });
  }, [path, width, label, hidden, crumbs.length]);

  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void pane.open(typed === null || typed.trim() === '' ? path : typed.trim());
    else if (event.key !== 'Escape') return;
    event.preventDefault();
    setTyped(null);
    focusPane(side);
  };
  const isDisk = usePane(pane, (state) => state.session === LOCAL_SESSION);
  const words = usePane(pane, (state) => paneWords(state).path);
  const Icon = isDisk ? Monitor : Server;
  return (
    <div ref={box} className={classNames('path-box', editing && 'path-box--editing', !open && 'path-box--closed')}>
      <input
        className="path-input"
        data-field={`path-${side}`}
        aria-label={t(words)}
        value={open ? (typed ?? path) : ''}
        placeholder={open ? '' : t('pane.notConnected')}
        disabled={!open}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => {
          setTyped(path);
          event.target.select();
        }}
        onBlur={() => setTyped(null)}
        onKeyDown={keys}
      />
      {open ? (
        <div className="path-crumbs">
          {crumbs.slice(0, 1).map((root) => (
            <CrumbButton key={root.path} here={crumbs.length === 1} crumb={root} onOpen={pane.open}>
              <Icon {...SMALL_ICON} />
              <span className={classNames(tight && 'visually-hidden')}>{grammar === 'windows' ? root.name : label}</span>
            </CrumbButton>
          ))}
          <div className={classNames('path-trail', tight && 'path-trail--last')} ref={trail}>
            {hidden > 0 ? <CrumbGap crumb={crumbs[hidden]!} onOpen={pane.open} /> : null}
            {crumbs.slice(1 + hidden).map((crumb, index) => (
              <Fragment key={crumb.path}>
                <ChevronRight className="path-chevron" size={12} strokeWidth={2} aria-hidden />
                <CrumbButton here={index === crumbs.length - 2 - hidden} crumb={crumb} onOpen={pane.open}>
                  {displayName(crumb.name)}
                </CrumbButton>
              </Fragment>
            ))}
          </div>
        </div>
      ) : null}
    </div>
  );
}

interface CrumbButtonProps {
  readonly here: boolean;
  readonly crumb: Crumb;
  readonly onOpen: (path: string) => Promise<void>;
  readonly children: ReactNode;
}

function CrumbButton({ here, crumb, onOpen, children }: CrumbButtonProps) {
  return (
    <button type="button" tabIndex={-1} className={classNames('path-crumb', here && 'path-crumb--here')} title={displayName(crumb.path)} onClick={() => void onOpen(crumb.path)}>
      {children}
    </button>
  );
}

/** Stands for the folders that there is no room for; leads to the last of them. */
function CrumbGap({ crumb, onOpen }: Pick<CrumbButtonProps, 'crumb' | 'onOpen'>) {
  return (
    <>
      <ChevronRight className="path-chevron" size={12} strokeWidth={2} aria-hidden />
      <CrumbButton here={false} crumb={crumb} onOpen={onOpen}>
        …
      </CrumbButton>
    </>
  );
}

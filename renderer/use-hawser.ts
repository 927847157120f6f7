import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Hawser } from './hawser.ts';
import type { Pane } from './panes/pane.ts';
import type { PaneState } from './panes/pane-state.ts';

export const HawserContext = createContext<Hawser | null>(null);

/** The window's state and actions. */
export function useHawser(): Hawser {
  const hawser = useContext(HawserContext);
  if (hawser === null) throw new Error('A component stands outside of HawserContext.');
  return hawser;
}

/** A part of a pane's state; the component renders again only when that part changes. */
export function usePane<T>(pane: Pane, select: (state: PaneState) => T): T {
  return useStore(pane.store, select);
}

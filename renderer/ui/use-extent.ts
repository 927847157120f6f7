import { type RefObject, useLayoutEffect, useState } from 'react';

type Side = 'clientWidth' | 'clientHeight';

/** The width of an element in CSS pixels, kept up to date; 0 before the first layout. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  return useExtent(element, 'clientWidth');
}

/** The same of its height. */
export function useHeight(element: RefObject<HTMLElement | null>): number {
  return useExtent(element, 'clientHeight');
}

function useExtent(element: RefObject<HTMLElement | null>, side: Side): number {
  const [extent, setExtent] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    // It also reports the first size, before anything is painted.
    const observer = new ResizeObserver(() => setExtent(measured[side]));
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, side]);
  return extent;
}

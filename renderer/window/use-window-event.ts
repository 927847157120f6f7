import { useEffect } from 'react';

/** Listens to an event of the window for as long as the component is there. */
export function useWindowEvent<K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): void {
  useEffect(() => {
    addEventListener(type, listener);
    return () => removeEventListener(type, listener);
  }, [type, listener]);
}

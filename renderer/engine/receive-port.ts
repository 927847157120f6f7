import { ENGINE_PORT_MESSAGE } from '../../shared/ipc/main-events.ts';

/** Hands on every engine port that the preload passes to this window; messages from anywhere else are not looked at. */
export function receivePorts(target: Window, accept: (port: MessagePort) => void): void {
  target.addEventListener('message', (event) => {
    if (event.source !== target || !isPortMessage(event.data)) return;
    const port = event.ports[0];
    if (port !== undefined) accept(port);
  });
}

function isPortMessage(data: unknown): boolean {
  return data === ENGINE_PORT_MESSAGE || (typeof data === 'object' && data !== null && 'type' in data && data.type === ENGINE_PORT_MESSAGE);
}

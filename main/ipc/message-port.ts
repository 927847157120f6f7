import type { MessagePortMain } from 'electron';
import type { Port } from '../../shared/ipc/port-link.ts';

/** The main process's kind of MessagePort, behind the interface that links speak over. */
export function messagePort(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
  };
}

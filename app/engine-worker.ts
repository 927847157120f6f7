import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { engineCalls, type EngineCalls } from '../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../shared/ipc/engine-events.ts';
import { type EngineNews, hostCalls, type HostCalls, type HostEvent } from '../shared/ipc/host-calls.ts';
import { linkPort, NO_CALLS, type Port, type PortLink } from '../shared/ipc/port-link.ts';
import { settingsSchema } from '../shared/model/settings.ts';
import { createEngine, type Engine } from '../main/engine/engine.ts';
import { createQueueNews } from '../main/engine/queue-news.ts';
import type { QueueFile } from '../main/engine/queue/open-queue.ts';
import { toFailureData } from '../main/engine/session/failure.ts';
import { userKnownHosts } from '../main/engine/sftp/known-hosts/user-file.ts';
import { userSshConfig } from '../main/engine/ssh-config/user-file.ts';

/** The thread that holds every connection. Main's port comes first and brings the settings; each window that opens sends another port. */
type Given = { readonly role: 'host' | 'window'; readonly port: MessagePort };
type WindowLink = PortLink<typeof NO_CALLS, EngineEvent>;

const windows = new Set<WindowLink>();
let engine: Engine | null = null;
/** Ports of windows that came before the engine was there. */
const early: MessagePort[] = [];

function portOf(port: MessagePort): Port {
  return { post: (message) => port.postMessage(message), listen: (listener) => void port.on('message', listener) };
}

function startEngine(port: MessagePort): void {
  const host = linkPort<HostCalls, typeof NO_CALLS, EngineNews>({
    port: portOf(port),
    calls: hostCalls,
    serves: NO_CALLS,
    handlers: {},
    toFailure: toFailureData,
    onEvent: (event: HostEvent) => {
      if (event.type === 'settings') engine?.changeSettings(event.settings);
      else engine?.wokeUp();
    },
  });
  const tellQueue = createQueueNews((news) => host.emit({ type: 'queue', news }));
  const { path } = workerData as QueueFile;
  engine = createEngine({
    host: host.client,
    emit: (event) => {
      tellQueue(event);
      for (const window of windows) window.emit(event);
    },
    settings: settingsSchema.parse({}),
    knownHostsFile: userKnownHosts(),
    sshConfigFile: userSshConfig(),
    ...(path === '' ? {} : { queue: workerData as QueueFile }),
    followed: false,
  });
  for (const waiting of early.splice(0)) serveWindow(waiting, engine);
}

function serveWindow(port: MessagePort, { handlers }: Engine): void {
  const link = linkPort<typeof NO_CALLS, EngineCalls, EngineEvent>({ port: portOf(port), calls: NO_CALLS, serves: engineCalls, handlers, toFailure: toFailureData });
  windows.add(link);
  port.on('close', () => windows.delete(link));
}

parentPort?.on('message', ({ role, port }: Given) => {
  if (role === 'host') startEngine(port);
  else if (engine === null) early.push(port);
  else serveWindow(port, engine);
});

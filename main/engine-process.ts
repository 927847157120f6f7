import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { Handlers } from '../shared/ipc/contract.ts';
import { type EngineNews, hostCalls, type HostCalls, type HostEvent } from '../shared/ipc/host-calls.ts';
import { CLOSED, linkPort, NO_CALLS, type PortLink } from '../shared/ipc/port-link.ts';
import { NO_NEWS, type QueueNews } from '../shared/model/queue-news.ts';
import type { Settings } from '../shared/model/settings.ts';
import { toFailureData } from './failure.ts';
import { messagePort } from './ipc/message-port.ts';
import { createRestartDelay } from './restart-delay.ts';

export interface EngineProcessOptions {
  /** Absolute path of the bundled engine. */
  readonly entry: string;
  /** Where the engine keeps its transfer queue; null where it must not be kept. Asked at each start. */
  readonly queueFile: () => string | null;
  /** What the engine says of its queue. */
  readonly queueNews: (news: QueueNews) => void;
  /** Passes on what the engine prints, for developers. */
  readonly printing: boolean;
  readonly handlers: Handlers<HostCalls>;
  readonly settings: () => Settings;
  /** Hands a port to the window; false while there is none. */
  readonly handOver: (port: MessagePortMain) => boolean;
  /** The engine died and is being started again. */
  readonly restarted: (exitCode: number) => void;
}

/** The engine in its own process, started again whenever it dies. */
export interface EngineProcess {
  start(): void;
  /** Gives the window a port to the engine, and another one after each restart, until `windowGone`. */
  openWindowPort(): void;
  windowGone(): void;
  settingsChanged(settings: Settings): void;
  /** The computer has slept. */
  wokeUp(): void;
  /** Ends it for good. */
  stop(): void;
}

type HostLink = PortLink<typeof NO_CALLS, HostEvent>;

export function createEngineProcess(options: EngineProcessOptions): EngineProcess {
  let child: UtilityProcess | null = null;
  let host: HostLink | null = null;
  let windowWaits = false;
  let stopped = false;
  let hasRun = false;
  let timer: NodeJS.Timeout | undefined;
  const restartDelay = createRestartDelay();

  const start = (): void => {
    const started = performance.now();
    const engine = utilityProcess.fork(options.entry, [options.queueFile() ?? '', hasRun || options.settings().continueQueue ? 'go-on' : 'hold'], { serviceName: 'Hawser engine', stdio: options.printing ? 'inherit' : 'ignore' });
    child = engine;
    // What an engine was doing when it died goes on; what is left of an earlier run of the app waits for the user, unless he has set otherwise.
    hasRun = true;
    engine.on('error', (type, location) => console.error(`The engine failed: ${type} at ${location}`));
    engine.on('exit', (exitCode) => {
      host?.close(CLOSED);
      [child, host] = [null, null];
      if (stopped) return;
      console.error(`The engine ended with ${exitCode} and is started again`);
      options.queueNews(NO_NEWS);
      options.restarted(exitCode);
      timer = setTimeout(start, restartDelay(performance.now() - started));
    });
    host = linkHost(give(engine, 'host'), options);
    host.emit({ type: 'settings', settings: options.settings() });
    if (windowWaits) openWindowPort();
  };

  const openWindowPort = (): void => {
    windowWaits = true;
    if (child !== null) windowWaits = options.handOver(give(child, 'window'));
  };

  return {
    start,
    openWindowPort,
    windowGone: () => {
      windowWaits = false;
    },
    settingsChanged: (settings) => host?.emit({ type: 'settings', settings }),
    wokeUp: () => host?.emit({ type: 'woke-up' }),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      child?.kill();
    },
  };
}

/** Gives the engine one end of a channel, and back the other. */
function give(engine: UtilityProcess, role: 'host' | 'window'): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  engine.postMessage({ type: 'port', role }, [port2]);
  return port1;
}

function linkHost(port: MessagePortMain, { handlers, queueNews }: EngineProcessOptions): HostLink {
  const onEvent = ({ news }: EngineNews): void => queueNews(news);
  return linkPort<typeof NO_CALLS, HostCalls, HostEvent>({ port: messagePort(port), calls: NO_CALLS, serves: hostCalls, handlers, toFailure: toFailureData, onEvent });
}

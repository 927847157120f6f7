import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';

/**
 * The engine's process. All of its work is done in one worker thread, whose event loop is plain libuv; this thread shares Chromium's
 * message pump. Both carry bytes equally fast (docs/bench.md, `placement`). Here, ports from main are joined to ports into the worker.
 */
interface ParentMessage {
  readonly data: { readonly type: 'port'; readonly role: 'host' | 'window' };
  readonly ports: readonly RelayedPort[];
}

/** The part of Electron's MessagePortMain that relaying needs. */
interface RelayedPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
}

interface ParentPort {
  on(event: 'message', listener: (message: ParentMessage) => void): void;
}

// In a utility process Electron puts parentPort on `process`; the engine imports no electron, so its type stands here.
const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

const own = import.meta.filename;
// Where the queue is kept (nowhere if empty), and whether what is left in it goes on by itself.
const [path, goOn] = process.argv.slice(2);
const worker = new Worker(join(import.meta.dirname, own.endsWith('.ts') ? 'engine-worker.ts' : 'engine-worker.js'), {
  workerData: { path, goOn: goOn === 'go-on' },
  // What rows and replies leave behind is gone within moments: more room for it would only fill memory.
  resourceLimits: { maxYoungGenerationSizeMb: 6 },
});

// Without the worker this process is of no use; main sees it end and starts another.
worker.on('error', (problem) => {
  console.error(problem);
  process.exit(1);
});
worker.on('exit', (code) => process.exit(code === 0 ? 1 : code));

parentPort.on('message', ({ data, ports }) => {
  const outer = ports[0];
  if (data.type !== 'port' || outer === undefined) return;
  const { port1: inner, port2: given } = new MessageChannel();
  inner.on('message', (message) => outer.postMessage(message));
  outer.on('message', (event) => inner.postMessage(event.data));
  outer.on('close', () => inner.close());
  outer.start();
  worker.postMessage({ role: data.role, port: given }, [given]);
});

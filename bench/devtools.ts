/** The least of Chromium's DevTools protocol: to look into a page of a running Electron from outside, without changing the app. */
export interface PageView {
  /** Runs an expression in the page and waits for its promise, if it is one. Rejects when it throws or the page goes away. */
  evaluate(expression: string): Promise<unknown>;
  close(): void;
}

/** Connects to the first window of an Electron that was started with `--remote-debugging-port`; retries until it has one. */
export async function firstPage(port: number, signal: AbortSignal): Promise<PageView> {
  for (;;) {
    signal.throwIfAborted();
    const pages = await fetch(`http://127.0.0.1:${port}/json/list`, { signal }).then(
      async (reply) => (await reply.json()) as readonly { readonly type: string; readonly webSocketDebuggerUrl: string }[],
      () => [],
    );
    const page = pages.find(({ type }) => type === 'page');
    if (page) return connect(page.webSocketDebuggerUrl);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

interface Reply {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: { readonly text: string } };
  readonly error?: { readonly message: string };
}

/** Connects to a page, or to Electron's main process where that listens for its inspector. */
export function connect(url: string): Promise<PageView> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (problem: Error) => void }>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data)) as Reply;
    const request = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !request) return;
    waiting.delete(id);
    const problem = error?.message ?? result?.exceptionDetails?.text;
    if (problem !== undefined) request.reject(new Error(problem));
    else request.resolve(result?.result?.value);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The page has gone.'));
    waiting.clear();
  });
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error(`No connection to ${url}`)));
    socket.addEventListener('open', () =>
      resolve({
        evaluate: (expression) =>
          new Promise((done, fail) => {
            if (socket.readyState !== WebSocket.OPEN) return fail(new Error('The page has gone.'));
            const id = ++lastId;
            waiting.set(id, { resolve: done, reject: fail });
            socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } }));
          }),
        close: () => socket.close(),
      }),
    );
  });
}

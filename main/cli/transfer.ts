import type { TransferRequest } from '../../shared/model/transfer.ts';
import { formatBytes, formatCount } from '../../shared/format/bytes.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { formatDuration, timeLeft } from '../../shared/format/duration.ts';
import { formatRate } from '../../shared/format/rate.ts';
import { fill } from '../../shared/locale/fill.ts';
import { Failure } from '../engine/session/failure.ts';
import { transferDocument } from './documents.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import type { Terminal } from './terminal.ts';
import { type TransferResult, watchTransfers } from './transfer-watch.ts';
import { words } from './words.en.ts';

/** Hands a request to the queue and waits until nothing of it is left to do. An interruption cancels what is left. */
export async function transfer(server: Server, request: TransferRequest, terminal: Terminal, signal: AbortSignal): Promise<Report> {
  const watch = watchTransfers((totals, rows) => {
    const left = timeLeft(totals.bytesTotal, totals.bytesDone, totals.rate);
    terminal.progress(
      fill(words.progress, {
        done: formatCount(totals.done),
        count: formatCount(rows),
        bytes: formatBytes(totals.bytesDone),
        total: formatBytes(totals.bytesTotal),
        rate: formatRate(totals.rate),
        left: left === null ? '?' : formatDuration(left),
      }),
    );
  });
  const stopListening = server.onEvent(watch.take);
  const cancel = (): void => void server.engine.cancelTransfers();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const start = performance.now();
    valueOf(await server.engine.enqueue(request));
    if (signal.aborted) cancel();
    watch.complete();
    const result = await watch.ended;
    if (signal.aborted) throw Failure.of('cancelled');
    return reportOf(result, performance.now() - start);
  } finally {
    signal.removeEventListener('abort', cancel);
    stopListening();
    terminal.progress('');
  }
}

const doneWords = { upload: [words.uploadedOne, words.uploaded], download: [words.downloadedOne, words.downloaded], copy: [words.copiedOne, words.copied] } as const;

function reportOf({ rows, bytesOf }: TransferResult, milliseconds: number): Report {
  const shown = rows.filter((row) => row.kind === 'file' || row.state !== 'done');
  const files = rows.filter((row) => row.kind === 'file' && row.state === 'done');
  const failed = rows.filter((row) => row.failure !== null);
  const bytes = files.reduce((sum, row) => sum + bytesOf(row), 0);
  const only = files.length === 1 ? files[0] : undefined;
  const [one, many] = doneWords[rows[0]?.direction ?? 'download'];
  const template = only ? one : many;
  const way = files.some((row) => row.direct === true) ? (files.every((row) => row.direct === true) ? words.directly : words.partlyDirectly) : '';
  const done = fill(template, {
    count: formatCount(files.length),
    path: displayName(only?.to.path ?? ''),
    bytes: formatBytes(bytes),
    seconds: (milliseconds / 1000).toFixed(1),
  });
  return {
    document: () => ({
      transfers: shown.map((row) => transferDocument(row, bytesOf(row))),
      files: files.length,
      bytes,
      milliseconds: Math.round(milliseconds),
    }),
    text: () => (files.length === 0 && failed.length > 0 ? '' : `${done}${way}\n`),
    failures: failed.map((row) => ({ path: row.from.path, failure: row.failure! })),
  };
}

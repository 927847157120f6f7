import { Failure } from './failure.ts';

/** No file system in use stores more bytes in a name. */
const LONGEST = 255;

/** A refusal that gives no reason, of a name that hardly any server can store: that is the reason then. `words` are the server's. */
export function explainLongName(failure: Failure, words: string): Failure {
  const { reason, parameters, detail } = failure.data;
  const path = String(parameters['path'] ?? '');
  const length = Buffer.byteLength(path.slice(path.lastIndexOf('/') + 1));
  const says = /name too long|enametoolong/iu.test(words);
  if (!says && (reason !== 'server-refused' || length <= LONGEST)) return failure;
  return Failure.of('name-too-long-there', { host: parameters['host'] ?? '', path, length }, detail, failure.cause);
}

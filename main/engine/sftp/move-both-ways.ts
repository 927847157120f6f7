import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestServer } from '../../../e2e/fixtures/test-server.ts';
import type { Protection } from '../../../shared/model/protection.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

/** Sends this many bytes to a server and fetches them again, over one connection. Resolves with what protected it, once all have come as they were sent. */
export async function moveBothWays(server: TestServer, count: number, context: RecordingContext = quietContext(server)): Promise<Protection> {
  const never = new AbortController().signal;
  const bytes = randomBytes(count);
  const session = await openSftp(profileOf(server), context);
  const path = join(server.homePath, 'file');
  await session.upload(memorySource(bytes), path, { signal: never, offset: 0 });
  expect(bytes.equals(await readFile(join(server.root, 'file')))).toBe(true);
  const sink = memorySink();
  await session.download(path, sink, { signal: never, offset: 0 });
  expect(bytes.equals(sink.bytes())).toBe(true);
  const { control } = session.protection;
  await session.close();
  return control;
}

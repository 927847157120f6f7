import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServerKind, ServerOptions, TestServer } from './fixtures/start-server.ts';
import { expect, type HawserWindow } from './hawser-test.ts';

/** Files by their path below a folder; a path that ends in a slash is a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(path.endsWith('/') ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) await writeFile(join(folder, path), content);
  }
}

interface Scene {
  readonly start: (kind: ServerKind, options?: ServerOptions) => Promise<TestServer>;
  readonly hawser: HawserWindow;
  readonly folder: string;
}

/** Signs in to a plain server that holds `remote`, beside a local folder that holds `local`; gives the server and that folder. */
export async function showTwoSides({ start, hawser, folder }: Scene, files: { readonly local?: Files; readonly remote?: Files }): Promise<{ readonly server: TestServer; readonly here: string }> {
  const here = join(folder, 'here');
  await mkdir(here);
  await writeFiles(here, files.local ?? {});
  const server = await start('vsftpd-plain');
  await writeFiles(server.root, files.remote ?? {});
  await server.handOver();
  await hawser.quickconnect.connect(server);
  await expect(hawser.status).toHaveText(/^Connected to /u);
  await hawser.local.open(here);
  const first = Object.keys(files.remote ?? {})[0]?.split('/')[0];
  if (first !== undefined) await expect(hawser.remote.row(first)).toBeVisible();
  return { server, here };
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onHiddenDisplay } from '../display.mjs';
import { electronAsNode } from '../electron.mjs';
import { root } from '../setup/places.mjs';
import { follow, say } from '../setup/process.mjs';
import { serversRoot } from '../setup/servers.mjs';
import { judge } from './tally.mjs';

/** What tests find in their environment: the runtime, and at the end of PATH the programs that came with the test servers (ssh-agent, ssh-keygen). */
const testEnv = (runtime) => ({ HAWSER_ELECTRON: runtime.electron, PATH: `${process.env.PATH ?? ''}${delimiter}${join(serversRoot, 'usr/bin')}` });

/** Runs `work` with the path of a report file of its own and gives its status with what the report says, if there is one. */
async function withReport(work) {
  const folder = await mkdtemp(join(tmpdir(), 'hawser-report-'));
  const file = join(folder, 'report.json');
  try {
    const status = await work(file);
    const report = await readFile(file, 'utf8').then(JSON.parse).catch(() => undefined);
    return { status, report };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs vitest projects inside Electron's Node.
 * @param {import('../setup/runtime.mjs').Runtime} runtime
 * @param {string} name  of the stage
 * @param {readonly string[]} projects
 * @param {readonly string[]} filters  file names to keep to
 */
export async function vitest(runtime, name, projects, filters) {
  const { status, report } = await withReport((file) => electronAsNode(runtime, 'node_modules/vitest/vitest.mjs', [
    'run', '--root', root, ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters,
  ], testEnv(runtime)));
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that fails before its first test has no failed test to show for it.
  const broken = (report?.testResults ?? []).filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return judge({ name, status, passed, skipped, failed: (report?.numFailedTests ?? 0) + broken }, say);
}

/**
 * Runs Playwright's specs against the bundled app, on a screen that nobody sees. Playwright runs on the machine's own Node.
 * @param {import('../setup/runtime.mjs').Runtime} runtime
 * @param {readonly string[]} filters
 */
export async function playwright(runtime, filters) {
  const { status, report } = await withReport((file) => onHiddenDisplay((display) => follow(process.execPath, [
    join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json', ...filters,
  ], { cwd: root, env: { ...runtime.env, ...display, ...testEnv(runtime), PLAYWRIGHT_JSON_OUTPUT_NAME: file } })));
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return judge({ name: 'e2e', status, passed: expected, failed: unexpected + flaky, skipped }, say);
}

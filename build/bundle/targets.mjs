import { existsSync } from 'node:fs';
import filePromises, { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { normalizePath } from 'vite';
import { root } from '../setup/places.mjs';

const app = (name) => join(root, 'app', name);

/** Electron 42's Node and Chromium, the oldest runtime that set-up may take. */
const nodeTarget = 'node24';
const chromeTarget = 'chrome148';

/**
 * ssh2 reaches PuTTY's agent on Windows through a small program that it looks for at ../util from its own file.
 * @param {string} into
 * @returns {import('vite').Plugin}
 */
const pageant = (into) => ({
  name: 'ssh2-pageant',
  async writeBundle() {
    await mkdir(join(into, 'util'), { recursive: true });
    await copyFile(join(root, 'node_modules/ssh2/util/pagent.exe'), join(into, 'util', 'pagent.exe'));
  },
});

/**
 * Electron's own fs takes a file whose name ends in .asar for a folder of what is packed in it, and looks at every path for that. The engine has to do with the
 * user's files and with none of ours, so that it gets the fs of Node, which Electron calls original-fs.
 * @returns {import('vite').Plugin}
 */
const plainFiles = () => {
  const promises = '\0original-fs/promises';
  // An importer's path has slashes on Windows too.
  const engine = normalizePath(join(root, 'main/engine/'));
  let met = false;
  // The Node that builds may be too old to have all of them.
  const names = new Set([...Object.keys(filePromises), 'glob']);
  return {
    name: 'plain-files',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (!/^node:fs(?:\/promises)?$/u.test(source) || !normalizePath(importer).startsWith(engine)) return null;
      met = true;
      return source === 'node:fs' ? { id: 'original-fs', external: true } : promises;
    },
    buildEnd(problem) {
      if (problem === undefined && !met) throw new Error(`Nothing in ${engine} was given Node’s own fs.`);
    },
    load: (id) => (id === promises ? `import { promises } from 'original-fs';\nexport const { ${[...names].join(', ')} } = promises;\n` : null),
  };
};

/** @typedef {import('vite').InlineConfig} InlineConfig */
/** @type {InlineConfig} */
const base = { configFile: false, root, logLevel: 'warn', publicDir: false };

/**
 * The processes that run on Node: main, the engine and its threads, the command line. Everything but Electron itself is bundled, so
 * that a package ships out/ and nothing else. What several of them use lands in a common chunk.
 * @param {boolean} dev
 * @param {string} into
 * @returns {InlineConfig}
 */
function node(dev, into) {
  const entries = ['main', 'engine', 'engine-worker', 'exchange-worker', 'cli'].filter((name) => existsSync(app(`${name}.ts`)));
  return {
    ...base,
    define: { 'process.env.NODE_ENV': JSON.stringify(dev ? 'development' : 'production'), __dirname: 'import.meta.dirname' },
    plugins: [plainFiles(), pageant(into)],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: nodeTarget,
      outDir: join(into, 'app'),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((name) => [name, app(`${name}.ts`)])),
        // Optional native add-ons (ssh2's cipher, its cpu-features) stay a require that fails when it is reached.
        external: ['electron', 'original-fs', /\.node$/, 'cpu-features'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/**
 * The preload script. A sandboxed preload must be one CommonJS file.
 * @param {string} into
 * @returns {InlineConfig}
 */
function preload(into) {
  return {
    ...base,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: nodeTarget,
      outDir: join(into, 'app'),
      emptyOutDir: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: app('preload.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  };
}

/**
 * The window. Relative addresses, no inline script, nothing inlined as a data: URL: its content security policy allows neither.
 * @param {string} into
 * @returns {InlineConfig}
 */
export function renderer(into) {
  return {
    ...base,
    root: join(root, 'app'),
    base: './',
    plugins: [react()],
    build: {
      target: chromeTarget,
      outDir: join(into, 'renderer'),
      emptyOutDir: true,
      sourcemap: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: app('index.html') },
    },
  };
}

/**
 * The bundles that this working tree has an entry for.
 * @param {string} into  the folder that gets app/, renderer/ and util/
 * @param {{dev?: boolean}} [options]  dev leaves the window to the dev server
 * @returns {InlineConfig[]}
 */
export function targets(into, { dev = false } = {}) {
  return [
    ...(existsSync(app('main.ts')) || existsSync(app('cli.ts')) ? [node(dev, into)] : []),
    ...(existsSync(app('preload.ts')) ? [preload(into)] : []),
    ...(existsSync(app('index.html')) && !dev ? [renderer(into)] : []),
  ];
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { race } from './contest.ts';
import { inWindow, usableAt } from './window.ts';

const SITES = 10_000;

/** Opens the site manager by its button, searches in it, and measures both up to the frame that shows the result. */
const openAndSearch = `new Promise((resolve) => {
  const shown = (ready) => new Promise((done) => {
    const look = () => (ready() ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look));
    look();
  });
  const rows = () => document.querySelectorAll('dialog[open] [role="treeitem"]').length;
  const began = performance.now();
  document.querySelector('[role="toolbar"] button[aria-label^="Site manager"]').click();
  shown(() => rows() > 1).then((opened) => {
    const field = document.querySelector('dialog[open] input[type="search"]');
    const typed = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'site 7777');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    shown(() => rows() === 1).then((found) => resolve([opened - began, found - typed]));
  });
})`;

/** `sites-open` and `sites-search`: the site manager with 10,000 sites, to its first frame and to that of a search. Nobody else is measured. */
export const sites: Bench = {
  name: 'sites',
  run: (options) => {
    const run = () =>
      inWindow(
        options,
        async (page) => {
          await usableAt(page);
          return (await page.evaluate(openAndSearch)) as readonly [number, number];
        },
        { prepare: (userData) => writeFile(join(userData, 'sites.json'), JSON.stringify(manySites())) },
      );
    return race([{ bench: 'sites-open', unit: 'ms' }, { bench: 'sites-search', unit: 'ms' }], { name: 'hawser', run }, [], options);
  },
};

/** Half of them at the top, the others in folders of a hundred. */
function manySites() {
  const folders = Array.from({ length: SITES / 200 }, (_, index) => ({ id: `f${index}`, parent: null, name: `folder ${index}`, folder: true }));
  const nodes = Array.from({ length: SITES }, (_, index) => ({
    id: `s${index}`, parent: index < SITES / 2 ? null : `f${index % folders.length}`, name: `site ${index}`,
    profile: { protocol: 'sftp', host: `host-${index}.example.org`, port: 22, logon: { type: 'password', user: `user${index}` } },
  }));
  return { version: 2, nodes: [...folders, ...nodes] };
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { png } from './png.mjs';

const pages = ['index', 'about', 'contact', 'journal/index', 'journal/2026/first-light', 'journal/2026/harbour-at-dawn', 'journal/2026/knots & ropes', 'journal/2026/été à la mer'];
const photos = 24;
const [width, height] = [320, 240];

/** @param {number} part */
const shade = (part) => Math.max(0, Math.min(255, Math.round(part)));

/** Grain for a picture: 0 to 15, different at each place, the same each time. @param {number} x @param {number} y @param {number} seed */
const grain = (x, y, seed) => Math.imul(x * 374_761_393 + y * 668_265_263 + seed * 2_246_822_519, 3_266_489_917) >>> 28;

/** Colours of a small sea: sky above, waves below, another hour of the day in each picture. @param {number} seed */
function seascape(seed) {
  return png(width, height, (x, y) => {
    const horizon = 90 + seed % 20 + 6 * Math.sin((x + seed * 13) / 17);
    const light = grain(x, y, seed);
    if (y < horizon) return [shade(60 + seed * 4 + y + light), shade(120 + y / 2 + light), shade(190 + (seed % 4) * 12 + light), 255];
    const wave = 24 * Math.sin((x * (1 + seed % 3) + y * 5) / 9) + light;
    return [shade(10 + wave / 3), shade(70 + wave), shade(120 + wave), 255];
  });
}

/** @param {string} path without its ending */
function page(path) {
  const up = '../'.repeat(path.split('/').length - 1);
  const title = path.split('/').at(-1)?.replaceAll('-', ' ').replaceAll('&', '&amp;') ?? '';
  const pictures = Array.from({ length: 3 }, (_, n) => `<img src="${up}img/photos/sea-${String((path.length * 3 + n) % photos).padStart(2, '0')}.png" alt="The sea" width="${width}">`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="${up}css/site.css"></head>
<body>
<header><img src="${up}img/logo.svg" alt="A hawser" width="96"><h1>${title}</h1></header>
<main>${'<p>A hawser is the thick rope that moors a ship. This page was made to be carried from one side to the other.</p>\n'.repeat(6)}
${pictures.join('\n')}</main>
<script src="${up}js/menu.js"></script>
</body>
</html>
`;
}

const styles = `:root { color-scheme: light dark; --sea: #14507a; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
header { display: flex; gap: 1rem; align-items: center; border-bottom: 3px solid var(--sea); }
`;
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32"><path d="M4 16 Q16 2 28 16 T52 16 T76 16 T92 16" fill="none" stroke="#14507a" stroke-width="6" stroke-linecap="round"/></svg>
`;
const script = `document.querySelector('h1')?.addEventListener('click', () => location.assign('../index.html'));
`;

/**
 * Writes the sample web site below `folder`: pages, styles, pictures, nested folders, names with spaces and accents.
 * @param {string} folder
 * @returns {Promise<ReadonlyMap<string, Buffer>>} what was written, by path with `/`
 */
export async function writeSampleSite(folder) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for (const path of pages) files.set(`${path}.html`, Buffer.from(page(path)));
  for (let n = 0; n < photos; n += 1) files.set(`img/photos/sea-${String(n).padStart(2, '0')}.png`, seascape(n));
  files.set('css/site.css', Buffer.from(styles));
  files.set('css/print.css', Buffer.from('img { display: none; }\n'));
  files.set('img/logo.svg', Buffer.from(logo));
  files.set('js/menu.js', Buffer.from(script));
  files.set('robots.txt', Buffer.from('User-agent: *\n'));
  files.set('.well-known/empty.txt', Buffer.alloc(0));
  for (const [path, data] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), data);
  }
  return files;
}

/** @typedef {{source: string, target: string}} Mapping  source on this disk, target in the package */
/**
 * @typedef {{
 *   name: string, version: string, architecture: string, maintainer: string, url: string, description: string, category: string,
 *   priority: string, compression: string, depends: string[], recommends: string[], afterInstall: string, afterRemove: string,
 *   package: string, mappings: Mapping[],
 * }} DebianPackage
 */

/** fpm's options without a value, among those that electron-builder gives. */
const flags = new Set(['--force', '--debug']);

/**
 * Reads the command line that electron-builder gives to fpm. Throws on an option that it does not know how to follow, rather than
 * leave something out of the package.
 * @param {readonly string[]} args
 * @returns {DebianPackage}
 */
export function parseFpm(args) {
  /** @type {Map<string, string[]>} */
  const options = new Map();
  /** @type {Mapping[]} */
  const mappings = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (flags.has(word)) continue;
    if (word.startsWith('-')) {
      at += 1;
      options.set(word, [...(options.get(word) ?? []), args[at] ?? '']);
    } else {
      const cut = word.lastIndexOf('=');
      mappings.push({ source: word.slice(0, cut), target: word.slice(cut + 1) });
    }
  }
  const all = (key) => {
    const values = options.get(key) ?? [];
    options.delete(key);
    return values;
  };
  const one = (key, otherwise = '') => all(key).at(-1) ?? otherwise;
  const kind = `${one('-s')} to ${one('-t')}`;
  if (kind !== 'dir to deb') throw new Error(`This stand-in for fpm makes Debian packages from folders, not ${kind}.`);
  for (const ignored of ['--vendor', '--license', '--log']) options.delete(ignored);
  const wanted = {
    name: one('--name'), version: one('--version'), architecture: one('--architecture'), maintainer: one('--maintainer'),
    url: one('--url'), description: one('--description'), category: one('--category', 'misc'), priority: one('--deb-priority', 'optional'),
    compression: one('--deb-compression', 'xz'), depends: all('-d'), recommends: all('--deb-recommends'),
    afterInstall: one('--after-install'), afterRemove: one('--after-remove'), package: one('--package'), mappings,
  };
  if (options.size > 0) throw new Error(`This stand-in for fpm does not know ${[...options.keys()].join(' ')}.`);
  return { ...wanted, compression: wanted.compression === 'gz' ? 'gzip' : wanted.compression };
}

/**
 * The long description in the form of Debian policy 5.6.13: each line behind a space, an empty one as a dot.
 * @param {string} text
 */
function description(text) {
  const [synopsis = '', ...rest] = text.split('\n').map((line) => line.trim());
  return [synopsis, ...rest.map((line) => ` ${line === '' ? '.' : line}`)].join('\n');
}

/**
 * The control file of a Debian package.
 * @param {import('./fpm-arguments.mjs').DebianPackage} wanted
 * @param {number} size  installed, KiB
 */
export function controlFile(wanted, size) {
  const rows = {
    Package: wanted.name,
    Version: wanted.version,
    Architecture: wanted.architecture,
    Maintainer: wanted.maintainer,
    'Installed-Size': String(size),
    Depends: wanted.depends.join(', '),
    Recommends: wanted.recommends.join(', '),
    Section: wanted.category,
    Priority: wanted.priority,
    Homepage: wanted.url,
    Description: description(wanted.description),
  };
  return `${Object.entries(rows).filter(([, value]) => value !== '').map(([key, value]) => `${key}: ${value}`).join('\n')}\n`;
}

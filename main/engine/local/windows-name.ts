/** With or without an extension, these are devices and no files. */
const deviceName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*\.|\s*$)/iu;

/**
 * A name as Windows can hold it: what it reserves stands as `%` and two hexadecimal digits, so that two names never become one. Names that
 * it can hold stay as they are, and so do `.` and `..`, which no name may be.
 */
export function windowsName(name: string): string {
  if (name === '.' || name === '..') return name;
  return name
    .replace(/[<>:"|?*\\/]|\p{Cc}/gu, encoded)
    .replace(/[. ]$/u, encoded)
    .replace(deviceName, (device) => encoded(device[0]!) + device.slice(1));
}

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Sections of an INI file by name, each with its values by key; later ones win. */
export type IniFile = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads an INI file. Lines that are neither a section nor a value are passed over. */
export function readIni(text: string): IniFile {
  const sections = new Map<string, Map<string, string>>();
  let values = new Map<string, string>();
  for (const line of text.replace(/^\ufeff/u, '').split(/\r?\n/u)) {
    const section = /^\[(?<name>.*)\]\s*$/u.exec(line)?.groups?.['name'];
    if (section !== undefined) {
      values = sections.get(section) ?? new Map<string, string>();
      sections.set(section, values);
      continue;
    }
    const at = line.indexOf('=');
    if (at > 0) values.set(line.slice(0, at).trim(), line.slice(at + 1));
  }
  return sections;
}

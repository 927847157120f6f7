import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text directly in it, trimmed of blank lines around it. */
  readonly text: string;
}

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, trimValues: false });
const deepest = 100;

/**
 * Reads an XML document. Null for what is none, for one with a document type of its own (whose entities could grow without bound), and for one
 * that is nested deeper than any list of sites.
 */
export function readXml(text: string): XmlElement | null {
  if (/<!DOCTYPE|<!ENTITY/iu.test(text) || XMLValidator.validate(text) !== true) return null;
  try {
    const roots = elementsOf(parser.parse(text) as unknown, 0).filter(({ name }) => !name.startsWith('?'));
    return roots.length === 1 ? (roots[0] ?? null) : null;
  } catch {
    return null;
  }
}

/** The first child of that name. */
export function child(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((one) => one.name === name) ?? null;
}

/** The text of the first child of that name; empty where there is none. */
export function textOf(element: XmlElement, name: string): string {
  return child(element, name)?.text ?? '';
}

/** With the five characters that XML has a meaning for written as entities. */
export function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  // eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
  return text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/gu, '').replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
}

function elementsOf(nodes: unknown, depth: number): XmlElement[] {
  if (depth > deepest) throw new Error('Nested too deep.');
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Readonly<Record<string, unknown>>) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inner = node[name];
    return [{ name, attributes: (node[':@'] ?? {}) as Readonly<Record<string, string>>, children: elementsOf(inner, depth + 1), text: textIn(inner) }];
  });
}

function textIn(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  return nodes.map((node: Readonly<Record<string, unknown>>) => (typeof node['#text'] === 'string' ? node['#text'] : '')).join('').trim();
}

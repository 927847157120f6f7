import { glob, open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import SSHConfig, { type Line } from 'ssh-config';
import { expandHome } from './tokens.ts';

/** One line that says something: the keyword in lower case and its words. */
export interface Directive {
  readonly keyword: string;
  readonly words: readonly string[];
}

/** Lines that count together. `when` is the Host or Match line above them; null where they always count. */
export interface Section {
  readonly when: Directive | null;
  readonly body: readonly (Directive | readonly Section[])[];
}

export interface Reading {
  readonly sections: readonly Section[];
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

const LARGEST_FILE = 1024 * 1024;
/** As OpenSSH bounds it (READCONF_MAX_DEPTH). */
const DEEPEST = 16;
const MOST_FILES = 200;

/** Reads an ssh_config file with all that it includes (ssh_config(5)). A file that is not there says nothing. Never rejects. */
export async function readSshConfig(path: string): Promise<Reading> {
  const reader = new Reader(dirname(path));
  return { sections: await reader.read(path, 0), problems: reader.problems };
}

class Reader {
  readonly problems: string[] = [];
  readonly #folder: string;
  #files = 0;

  /** Includes are sought from `folder`. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(path: string, depth: number): Promise<readonly Section[]> {
    if (depth > DEEPEST || ++this.#files > MOST_FILES) {
      this.#complain(`${path} is left out: files include each other more than ${DEEPEST} deep, or are more than ${MOST_FILES}.`);
      return [];
    }
    try {
      const text = await textOf(path);
      if (text === null) return [];
      return await this.#sectionsOf([...SSHConfig.parse(text)], depth);
    } catch (problem) {
      this.#complain(`${path} cannot be read: ${problem instanceof Error ? problem.message : String(problem)}`);
      return [];
    }
  }

  /** The lines before the first Host or Match count always, and first. */
  async #sectionsOf(lines: readonly Line[], depth: number): Promise<readonly Section[]> {
    const sections: Section[] = [{ when: null, body: await this.#bodyOf(lines.filter((line) => !('config' in line)), depth) }];
    for (const line of lines) {
      if ('config' in line) sections.push({ when: directiveOf(line), body: await this.#bodyOf([...line.config], depth) });
    }
    return sections;
  }

  async #bodyOf(lines: readonly Line[], depth: number): Promise<Section['body']> {
    const body: (Directive | readonly Section[])[] = [];
    for (const line of lines) {
      const directive = directiveOf(line);
      if (directive === null) continue;
      if (directive.keyword !== 'include') body.push(directive);
      else for (const path of await this.#filesOf(directive.words)) body.push(await this.read(path, depth + 1));
    }
    return body;
  }

  async #filesOf(patterns: readonly string[]): Promise<readonly string[]> {
    const files: string[] = [];
    for (const pattern of patterns) {
      const home = expandHome(pattern, homedir());
      const whole = isAbsolute(home) ? home : join(this.#folder, home);
      const found: string[] = [];
      for await (const file of glob(whole)) if (found.push(file) > MOST_FILES) break;
      files.push(...found.toSorted());
    }
    return files;
  }

  #complain(problem: string): void {
    if (!this.problems.includes(problem)) this.problems.push(problem);
  }
}

async function textOf(path: string): Promise<string | null> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return null;
    throw problem;
  }
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new Error('It is no file.');
    if (facts.size > LARGEST_FILE) throw new Error(`It has ${facts.size} bytes.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function directiveOf(line: Line): Directive | null {
  if (!('param' in line)) return null;
  const { value, param } = line;
  const words = typeof value === 'string' ? [value] : value.map(({ val }) => val);
  return { keyword: param.toLowerCase(), words };
}

import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';
import { nameFilter } from '../../../shared/model/name-filter.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { LinkRule } from '../../../shared/model/transfer-rules.ts';
import type { GrammarName } from '../../../shared/path/grammar.ts';
import { windowsName } from '../local/windows-name.ts';

/** What of a folder goes along, and under which name. */
export interface NameRulesAt {
  goesAlong(name: string, kind: 'file' | 'directory'): boolean;
  /** What becomes of links. */
  readonly links: LinkRule;
  /** The name as the target can hold it. */
  nameAt(name: string, session: SessionId, grammar: GrammarName): string;
}

/** As the settings say. `platform` is that of this computer. */
export function nameRules(settings: Settings, platform: NodeJS.Platform = process.platform): NameRulesAt {
  return {
    goesAlong: nameFilter(settings),
    links: settings.links,
    nameAt: (name, session, grammar) => {
      const windows = session === LOCAL_SESSION ? platform === 'win32' : writesLikeWindows(grammar);
      return settings.safeNames && windows ? windowsName(name) : name;
    },
  };
}

/** Paths that are written in one of its ways lead to a Windows file system. */
export function writesLikeWindows(grammar: GrammarName): boolean {
  return grammar === 'windows' || grammar === 'dos-slashes' || grammar === 'dos-virtual';
}

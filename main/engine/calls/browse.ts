import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../../shared/ipc/engine-events.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION, type OperationId, type SessionId } from '../../../shared/model/ids.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Accounts } from '../accounts.ts';
import type { DirectoryCache } from '../directory-cache.ts';
import { localPlaces } from '../local/places.ts';
import { preview } from '../preview/preview.ts';
import type { Operations } from './operations.ts';

export interface BrowseCallsOptions {
  readonly accounts: Accounts;
  readonly operations: Operations;
  readonly cache: DirectoryCache;
  readonly emit: (event: EngineEvent) => void;
}

const never = new AbortController().signal;

export function browseCalls({ accounts, operations, cache, emit }: BrowseCallsOptions): Pick<Handlers<EngineCalls>, 'list' | 'stat' | 'preview' | 'localPlaces'> {
  const list = async (operation: OperationId, id: SessionId, asked: string, fresh: boolean, signal: AbortSignal) => {
    const account = accounts.get(id);
    const send = (entries: readonly Entry[]): void => {
      if (entries.length > 0) emit({ type: 'listing', operation, entries });
    };
    return account.pool.browse(async (session) => {
      const grammar = grammarOf(session.grammar);
      const path = grammar.asDirectory(grammar.resolve(session.home, asked));
      const kept = fresh || id === LOCAL_SESSION ? null : cache.get(id, path);
      if (kept !== null) {
        send(kept);
        return { count: kept.length, path };
      }
      const rows: Entry[] = [];
      const keep = id === LOCAL_SESSION ? null : cache.reading(id, path);
      try {
        await session.list(path, {
          signal,
          onEntries: (entries) => {
            for (const entry of entries) rows.push(entry);
            send(entries);
          },
        });
      } catch (thrown) {
        keep?.(null);
        throw thrown;
      }
      keep?.(rows);
      account.refresh();
      return { count: rows.length, path };
    }, signal);
  };

  return {
    list: (operation, session, path, { fresh }) => operations.run(operation, (signal) => list(operation, session, path, fresh, signal)),
    stat: (session, path) => accounts.get(session).pool.browse((open) => open.stat(path, never), never, 'repeatable'),
    preview: (operation, { session, path }, size) => operations.run(operation, (signal) => accounts.get(session).pool.browse((open) => preview(open, path, size, signal), signal, 'repeatable')),
    localPlaces,
  };
}

import { ChevronRight, Server } from 'lucide-react';
import { useStore } from 'zustand';
import { counted, t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { useHawser } from '../use-hawser.ts';
import './server-row.css';

interface ServerRowProps {
  readonly server: string;
  readonly id: string;
  readonly index: number;
  readonly chosen: boolean;
  readonly focused: boolean;
  /** What is dragged lands above its first row. */
  readonly target: boolean;
}

/** The head of a server's transfers. */
export function ServerRow({ server, id, index, chosen, focused, target }: ServerRowProps) {
  const { queue } = useHawser();
  const closed = useStore(queue.view, (view) => view.closed.has(server));
  const count = useStore(queue.store, (state) => state.servers.find((one) => one.server === server)?.counts.queued ?? 0);
  return (
    <div
      id={id}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      aria-expanded={!closed}
      className={classNames('transfer-server', chosen && 'transfer-row--chosen', focused && 'transfer-row--focused', target && 'transfer-server--target')}
    >
      <div role="gridcell" className="transfer-server-cell">
        <button type="button" tabIndex={-1} data-twist className={classNames('transfer-twist', !closed && 'transfer-twist--open')} aria-label={t(closed ? 'transfer.expand' : 'transfer.collapse')}>
          <ChevronRight size={13} strokeWidth={2} aria-hidden />
        </button>
        <Server className="transfer-server-icon" size={14} strokeWidth={1.75} aria-hidden />
        <span className="transfer-server-name" title={server}>{server}</span>
        {count === 0 ? null : <span className="transfer-server-count">{counted('queue.files', count)}</span>}
      </div>
    </div>
  );
}

import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { ServerWords } from '../ui/failure-card.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import './notice-stack.css';

const icons = { info: Info, warn: TriangleAlert, bad: CircleAlert } as const;

/** What the user is told without having asked; it stays until it is dismissed. */
export function NoticeStack() {
  const { notices } = useHawser();
  const shown = useStore(notices.store, (state) => state.shown);
  return (
    <div className="notice-stack" role="region" aria-label={t('notice.label')}>
      {shown.map(({ id, tone, title, body, detail }) => {
        const Icon = icons[tone];
        return (
          <div key={id} role="alert" className={`notice notice--${tone}`}>
            <Icon size={16} strokeWidth={1.9} aria-hidden />
            <div className="notice-words">
              <p className="notice-title">{title}</p>
              <p>{body}</p>
              {detail === null || detail === '' ? null : <ServerWords words={detail} />}
            </div>
            <IconButton small icon={X} label={t('notice.dismiss')} onClick={() => notices.dismiss(id)} />
          </div>
        );
      })}
    </div>
  );
}

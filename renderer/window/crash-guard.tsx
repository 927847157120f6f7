import { Component, type ReactNode } from 'react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { ServerWords } from '../ui/failure-card.tsx';
import './crash-guard.css';

interface CrashGuardState {
  readonly words: string | null;
}

/** Shows a fault of the window's own instead of an empty page. */
export class CrashGuard extends Component<{ readonly children: ReactNode }, CrashGuardState> {
  override state: CrashGuardState = { words: null };

  static getDerivedStateFromError(thrown: unknown): CrashGuardState {
    return { words: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }

  override render(): ReactNode {
    if (this.state.words === null) return this.props.children;
    return (
      <div className="crash-guard" role="alert">
        <h1>{t('crash.title')}</h1>
        <p>{t('crash.next')}</p>
        <Button look="primary" onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
        <ServerWords words={this.state.words} />
      </div>
    );
  }
}

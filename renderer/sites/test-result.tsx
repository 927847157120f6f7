import { CircleCheck, X } from 'lucide-react';
import { useStore } from 'zustand';
import { Lock } from '../connect/lock.tsx';
import { counted, t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { FailureCard } from '../ui/failure-card.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import type { ConnectionTest } from './test-connection.ts';

/** What a test of the connection found, or how far it is. */
export function TestResult({ test }: { readonly test: ConnectionTest }) {
  const state = useStore(test.store);
  if (state.kind === 'idle') return null;
  const close = <IconButton small icon={X} label={t('siteTest.close')} onClick={() => void test.stop()} />;
  if (state.kind === 'running') {
    return (
      <div className="site-test site-test--running" role="status">
        <span className="start-rope" />
        <p>{t(state.step === 'connecting' ? 'siteTest.connecting' : 'siteTest.listing', { host: state.host })}</p>
        <Button onClick={() => void test.stop()}>{t('dialog.stop')}</Button>
      </div>
    );
  }
  if (state.kind === 'failed') {
    return (
      <div className="site-test site-test--failed">
        <FailureCard failure={state.failure} />
        {close}
      </div>
    );
  }
  return (
    <div className="site-test site-test--done" role="status">
      <CircleCheck className="site-test-mark" size={18} strokeWidth={1.75} aria-hidden />
      <div className="site-test-words">
        <p className="site-test-title">{t('siteTest.works')}</p>
        <p>{t('siteTest.found', { server: state.server, home: state.home, entries: counted('pane.items', state.entries) })}</p>
        <Lock protection={state.protection} />
      </div>
      {close}
    </div>
  );
}

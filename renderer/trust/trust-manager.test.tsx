import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failed, succeeded } from '../../shared/model/outcome.ts';
import { failureData } from '../../shared/model/failure.ts';
import type { TrustEntry } from '../../shared/model/trust-entry.ts';
import { routeMainEvent } from '../engine/route-events.ts';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';
import { TrustManager } from './trust-manager.tsx';

const entries: readonly TrustEntry[] = [
  { kind: 'certificate', host: 'b.example.org', port: 21, decided: '2026-03-01T00:00:00Z', fingerprint: 'AA:BB', pem: '', names: ['www.example.org'], despite: ['weak'] },
  { kind: 'host-key', host: 'a.example.org', port: 22, decided: '2026-01-01T00:00:00Z', algorithm: 'ssh-ed25519', fingerprint: 'SHA256:abc' },
  { kind: 'note', host: 'c.example.org', port: 21, decided: '2026-02-01T00:00:00Z', note: 'plaintext-allowed', detail: '' },
  { kind: 'note', host: 'c.example.org', port: 21, decided: '2026-02-02T00:00:00Z', note: 'spoke-tls', detail: '' },
];

async function manage(shown: readonly TrustEntry[]) {
  let kept = shown;
  const test = testHawser({
    trustEntries: () => succeeded(kept),
    forgetTrust: (entry: TrustEntry) => {
      kept = kept.filter((one) => one.decided !== entry.decided);
      return succeeded(undefined);
    },
    undoForgetTrust: () => {
      kept = shown;
      return succeeded(true);
    },
    chooseFile: () => succeeded('/ca.pem'),
    addAuthorities: () => failed(failureData('not-an-authority', { path: '/ca.pem' })),
  });
  renderIn(test.hawser, <TrustManager onClose={() => undefined} />);
  await waitFor(() => expect(test.hawser.trust.store.getState().entries).not.toBeNull());
  /** As main does after every change. */
  const changed = () => act(async () => routeMainEvent(test.hawser, undefined as never, { type: 'trust' }, () => undefined));
  return { ...test, changed };
}
const hosts = () => within(screen.getByRole('grid')).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell')[1]!.textContent);

it('shows decisions, the latest first, and facts when told; sorts and searches', async () => {
  await manage(entries);
  expect(hosts()).toEqual(['b.example.org:21', 'c.example.org:21', 'a.example.org:22']);
  fireEvent.click(screen.getByRole('button', { name: 'For' }));
  expect(hosts()).toEqual(['a.example.org:22', 'b.example.org:21', 'c.example.org:21']);
  fireEvent.click(screen.getByLabelText('Facts of earlier sessions'));
  expect(hosts()).toHaveLength(4);
  for (const [words, found] of [['aabb', 'b.example.org:21'], ['WWW weak', 'b.example.org:21'], ['ed25519', 'a.example.org:22']] as const) {
    fireEvent.change(screen.getByLabelText('Search'), { target: { value: words } });
    expect(hosts()).toEqual([found]);
  }
});

it('removes by key and takes it back', async () => {
  const { changed, calls } = await manage(entries);
  const first = within(screen.getByRole('grid')).getAllByRole('row')[1]!;
  fireEvent.focus(first);
  await act(async () => void fireEvent.keyDown(first, { key: 'Delete' }));
  await changed();
  expect(calls).toContainEqual(['forgetTrust', entries[0]]);
  expect(hosts()).toEqual(['c.example.org:21', 'a.example.org:22']);
  expect(screen.getByRole('status').textContent).toContain('Removed: Certificate, b.example.org:21.');
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Undo' })));
  await changed();
  expect(hosts()).toHaveLength(3);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

it('says that nothing is trusted, and why an authority was not added', async () => {
  await manage([]);
  expect(screen.getByRole('dialog').textContent).toContain('Nothing is trusted beyond what this computer trusts by itself.');
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Add an authority…' })));
  expect(screen.getByRole('alert').textContent).toContain('may not sign others');
});

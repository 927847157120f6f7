import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { certificateChecks, type CertificateReport } from '../../shared/model/certificate.ts';
import { madeUpCertificate, madeUpReport } from '../../shared/model/made-up-certificate.ts';
import { renderIn } from '../testing/render-in.tsx';
import { testHawser } from '../testing/test-hawser.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import type { QuestionOf } from './question-of.ts';

type Check = CertificateReport['checks'][number];
const checksWith = (failing: Partial<Record<Check['check'], string>>): readonly Check[] =>
  certificateChecks.map((check) => (failing[check] === undefined ? { check, verdict: 'pass', about: '' } : { check, verdict: 'fail', about: failing[check] }));

const stranger: QuestionOf<'certificate'> = {
  ...madeUpReport({ standing: 'untrusted', problems: ['self-signed'], checks: checksWith({ 'not-self-signed': '', trusted: 'files' }) }),
  kind: 'certificate', host: 'files.example.org', port: 21, names: [], remembered: null, rememberedFacts: null,
};
function ask(question: QuestionOf<'certificate'>) {
  const answers: string[] = [];
  renderIn(testHawser().hawser, <CertificateDialog question={question} onAnswer={(answer) => answers.push(answer)} />);
  return answers;
}
const trust = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Trust and connect' });

it('says what is wrong, what that means and what to do; refusing is the default', () => {
  const answers = ask(stranger);
  const lines = within(screen.getByRole('list', { name: 'Checks' })).getAllByRole('listitem');
  expect(lines.map((line) => line.getAttribute('data-check'))).toEqual(['trusted', 'not-self-signed']);
  expect(lines[1]!.textContent).toContain('nobody vouches for it');
  expect(lines[1]!.textContent).toContain('Compare the SHA-256 fingerprint');
  expect(document.activeElement?.textContent).toBe('Do not connect');
  fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  fireEvent.click(trust());
  expect(answers).toEqual(['refuse', 'always']);
});

it('trusts a grave fault for good only by a second step', () => {
  const chain = [madeUpCertificate({ validTo: Date.UTC(2025, 0, 1) })];
  const answers = ask({ ...stranger, chain, problems: ['expired'], checks: checksWith({ dates: 'files.example.org' }) });
  expect(screen.getByRole('dialog').textContent).toContain('expired on 1 January 2025');
  expect(trust().disabled).toBe(true);
  fireEvent.click(screen.getByLabelText(/I understand/u));
  expect(trust().disabled).toBe(false);
  fireEvent.click(trust());
  expect(answers).toEqual(['always']);
});

it('puts a changed certificate beside the one that was known', () => {
  const other = Array.from({ length: 32 }, () => 'EF').join(':');
  ask({ ...stranger, problems: ['self-signed', 'changed'], checks: checksWith({ unchanged: other }), remembered: other, rememberedFacts: madeUpCertificate({ sha256: other, issuer: [{ type: 'CN', value: 'Old CA' }] }) });
  expect(screen.getByRole('dialog', { name: 'The certificate of files.example.org has changed' }).className).toContain('dialog--bad');
  const row = (name: string): readonly (string | null)[] => within(screen.getByRole('row', { name: new RegExp(`^${name}`, 'u') })).getAllByRole('cell').map((cell) => `${cell.textContent}${cell.className === '' ? '' : ' *'}`);
  expect(row('Issued by')).toEqual(['Old CA', 'Example CA (Example) *']);
  expect(row('Made out to')).toEqual(['files.example.org', 'files.example.org']);
  expect(trust().disabled).toBe(true);
});

it('extends trust to further names when told, and shows the whole chain', () => {
  const answers = ask({ ...stranger, names: ['www.example.org'] });
  fireEvent.click(screen.getByLabelText(/www\.example\.org/u));
  fireEvent.click(trust());
  expect(answers).toEqual(['always-all-names']);
  fireEvent.click(screen.getByRole('button', { name: 'Inspect the chain…' }));
  const inspector = screen.getByRole('dialog', { name: 'Certificate of files.example.org' });
  expect(within(inspector).getByRole('listbox')).toBeTruthy();
  expect(inspector.textContent).toContain('TLS 1.3');
});

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failureData } from '../../shared/model/failure.ts';
import type { FilePreview } from '../../shared/model/file-preview.ts';
import { LOCAL_SESSION, type OperationId, questionIdSchema } from '../../shared/model/ids.ts';
import { madeUpCertificate, madeUpReport } from '../../shared/model/made-up-certificate.ts';
import { type Outcome, succeeded } from '../../shared/model/outcome.ts';
import type { Question } from '../../shared/model/question.ts';
import type { Place } from '../../shared/model/transfer.ts';
import { renderIn } from '../testing/render-in.tsx';
import { entry, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { QuestionDialog } from './question-dialog.tsx';

const id = questionIdSchema.parse('q1');
const SHA = Array.from({ length: 32 }, () => 'AB').join(':');

function ask(question: Question) {
  const test = testHawser();
  renderIn(test.hawser, <QuestionDialog />);
  act(() => test.hawser.questions.ask({ id, question }));
  return { ...test, answered: () => test.calls.findLast(([name]) => name === 'answer') };
}
const escape = () => fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
const hostKey = (remembered: string | null): Question => ({ kind: 'host-key', host: 'files.example.org', port: 22, algorithm: 'ssh-ed25519', fingerprint: 'SHA256:new', remembered });
const certificate: Question = {
  kind: 'certificate',
  ...madeUpReport({ problems: ['self-signed', 'expired'], chain: [madeUpCertificate({ subject: [{ type: 'CN', value: 'files' }], validFrom: 0, validTo: 1, sha256: SHA })], standing: 'untrusted' }),
  host: 'files.example.org', port: 21, names: [], remembered: null, rememberedFacts: null,
};

it('refuses an unknown host key by Escape, and trusts it only when told', () => {
  const first = ask(hostKey(null));
  expect(document.activeElement?.textContent).toBe('Do not connect');
  escape();
  expect(first.answered()).toEqual(['answer', id, { kind: 'host-key', answer: 'refuse' }]);
  expect(screen.queryByRole('dialog')).toBeNull();
  act(() => first.hawser.questions.ask({ id, question: hostKey(null) }));
  fireEvent.click(screen.getByRole('button', { name: 'Trust and connect' }));
  expect(first.answered()).toEqual(['answer', id, { kind: 'host-key', answer: 'always' }]);
});

it('says why the certificate of a host key does not count', () => {
  const { hawser } = ask({ ...hostKey(null), certificateFault: 'expired' } as Question);
  expect(screen.getByText('does not count: it has expired')).toBeTruthy();
  escape();
  act(() => hawser.questions.ask({ id, question: hostKey(null) }));
  expect(screen.queryByText(/certificate/u)).toBeNull();
});

it('warns loudly of a changed host key, with both fingerprints', () => {
  ask(hostKey('SHA256:old'));
  const dialog = screen.getByRole('dialog', { name: /host key of files\.example\.org has changed/u });
  expect(dialog.className).toContain('dialog--bad');
  expect(dialog.textContent).toContain('SHA256:old');
  expect(dialog.textContent).toContain('SHA256:new');
  expect(document.activeElement?.textContent).toBe('Do not connect');
});

it('shows type, size and picture of a host key, and both pictures of a changed one', () => {
  const fingerprints = ['SHA256:S8WHG0lpAULo6VNbazWpoOPiwcS1npmnY6i/20tDr7s', 'SHA256:cyRQvi6RsgCoKyOW5ZpaPSwvcbHWNXLHgy2MPjGVY7o'] as const;
  const shown = { kind: 'host-key', host: 'files.example.org', port: 22, algorithm: 'ssh-rsa', bits: 3072, fingerprint: fingerprints[0], remembered: null } as const;
  const { hawser } = ask(shown);
  expect(screen.getByRole('dialog').textContent).toContain('Key size3072 bits');
  expect(screen.getByRole('img', { name: /^Picture of the fingerprint/u }).textContent).toMatch(/^\+---\[RSA 3072\]----\+\n\|     oo \.\.oo     \|/u);
  escape();
  act(() => hawser.questions.ask({ id, question: { ...shown, remembered: fingerprints[1] } }));
  expect(screen.getAllByRole('img', { name: /Known key|Shown now/u })).toHaveLength(2);
});

it('sends a password and keeps none; Escape sends none', () => {
  const { answered, hawser } = ask({ kind: 'password', host: 'h', user: 'marit', again: true });
  expect(screen.getByText('The server did not accept this password.')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 's3cret' } });
  fireEvent.submit(screen.getByLabelText('Password'));
  expect(answered()).toEqual(['answer', id, { kind: 'password', answer: { secret: 's3cret', save: false } }]);
  act(() => hawser.questions.ask({ id, question: { kind: 'passphrase', keyFile: '/k', again: false } }));
  escape();
  expect(answered()).toEqual(['answer', id, { kind: 'passphrase', answer: null }]);
});

it('answers all prompts in their order', () => {
  const { answered } = ask({ kind: 'prompts', host: 'h', port: 22, hop: null, name: '', instructions: '', prompts: [{ text: 'Code: ', echo: true }, { text: 'PIN', echo: false }] });
  fireEvent.change(screen.getByLabelText('PIN'), { target: { value: '42' } });
  expect(screen.getByLabelText<HTMLInputElement>('PIN').type).toBe('password');
  fireEvent.submit(screen.getByLabelText('Code'));
  expect(answered()).toEqual(['answer', id, { kind: 'prompts', answer: ['', '42'] }]);
});

it('says which server asks, whatever the server calls itself', () => {
  ask({ kind: 'prompts', host: 'bastion', port: 2222, hop: { number: 1, count: 2 }, name: 'Sign in to prod', instructions: 'Type the password for prod.', prompts: [{ text: 'Password: ', echo: false }] });
  expect(screen.getByRole('dialog', { name: 'bastion asks' })).toBeTruthy();
  expect(screen.getByText('bastion:2222 (hop 1 of 2)')).toBeTruthy();
  expect(screen.getByText('Sign in to prod')).toBeTruthy();
});

it('shows both files side by side; leaving it skips this one alone', () => {
  const { answered, hawser, calls } = ask({
    kind: 'file-exists', direction: 'upload', targetPath: '/site/a.txt', from: { session: LOCAL_SESSION, path: '/here/a.txt' }, to: { session: REMOTE, path: '/site/a.txt' },
    source: entry('a.txt', { modified: { at: 90_000, precision: 'second' } }), target: entry('a.txt', { size: 2000, modified: { at: 30_000, precision: 'day' } }),
  });
  // The server knows the day alone, so neither counts as newer.
  expect(screen.queryByText('newer')).toBeNull();
  expect((screen.getByRole('button', { name: 'Resume' }) as HTMLButtonElement).disabled).toBe(true);
  const counts = (scope: string) => fireEvent.change(screen.getByLabelText('This counts for'), { target: { value: scope } });
  counts('always');
  escape();
  expect(answered()).toEqual(['answer', id, { kind: 'file-exists', answer: { action: 'skip', scope: 'this' } }]);
  const again = (direction: 'download' | 'copy', target = entry('a')) => act(() => hawser.questions.ask({ id, question: { kind: 'file-exists', direction, targetPath: '/a', from: { session: REMOTE, path: '/b' }, to: { session: LOCAL_SESSION, path: '/a' }, source: entry('a'), target } }));
  again('download');
  counts('always');
  fireEvent.click(screen.getByRole('button', { name: 'the size differs' }));
  expect(calls.filter(([name]) => name === 'changeSettings' || name === 'answer').slice(-2)).toEqual([['changeSettings', { existsDownload: 'size' }], ['answer', id, { kind: 'file-exists', answer: { action: 'size', scope: 'always' } }]]);
  act(() => hawser.questions.ask({ id, question: { kind: 'file-exists', direction: 'download', targetPath: '/a', from: { session: REMOTE, path: '/b' }, to: { session: LOCAL_SESSION, path: '/a' }, source: entry('a'), target: entry('a'), differs: true } }));
  expect(screen.getByRole('dialog').textContent).toContain('cannot be continued');
  expect((screen.getByRole('button', { name: 'Resume' }) as HTMLButtonElement).disabled).toBe(true);
  escape();
  again('copy', entry('A'));
  expect(screen.getByRole('dialog', { name: '“A” is there already, in other letters' }).textContent).toContain('which is another file');
  expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
  counts('run');
  fireEvent.click(screen.getByRole('button', { name: 'Overwrite' }));
  expect(answered()).toEqual(['answer', id, { kind: 'file-exists', answer: { action: 'overwrite', scope: 'run' } }]);
});

/** What the engine says of the file of each name. */
const previews: Readonly<Record<string, FilePreview>> = {
  '/here/a.css': { kind: 'text', text: 'a {}\nb { color: red }\n', whole: true },
  '/www/a.css': { kind: 'text', text: 'a {}\nb { color: \u0007blue }\n', whole: true },
  '/www/a.png': { kind: 'image', type: 'image/png', width: 20, height: 10, data: 'AAAA' },
  '/www/a.zip': { kind: 'none', why: 'binary' },
};

/** Asks about two files; the test says when the engine answers. */
function askAbout(from: string, to: string) {
  const answers = new Map<string, () => void>();
  const preview = (_operation: OperationId, { path }: Place) =>
    new Promise<Outcome<FilePreview>>((resolve) => {
      answers.set(path, () => resolve(previews[path] === undefined ? { ok: false, failure: failureData('permission-denied', { path }) } : succeeded(previews[path])));
    });
  const test = testHawser({ preview });
  renderIn(test.hawser, <QuestionDialog />);
  const question: Question = { kind: 'file-exists', direction: 'upload', targetPath: to, from: { session: LOCAL_SESSION, path: from }, to: { session: REMOTE, path: to }, source: entry('a'), target: entry('a') };
  act(() => test.hawser.questions.ask({ id, question }));
  const tell = async (): Promise<void> => {
    await act(async () => {
      for (const one of answers.values()) one();
    });
  };
  return { ...test, tell, text: () => screen.getByRole('dialog').querySelector('.preview')?.textContent };
}

it('shows two texts line by line, and where they first differ', async () => {
  const { tell, text, calls } = askAbout('/here/a.css', '/www/a.css');
  expect(text()).toBe('Looking into it…Looking into it…');
  expect(calls.filter(([name]) => name === 'preview').map(([, , place, size]) => [place, size])).toEqual([[{ session: LOCAL_SESSION, path: '/here/a.css' }, 1000], [{ session: REMOTE, path: '/www/a.css' }, 1000]]);
  await tell();
  const region = screen.getByRole('region', { name: /Line 2 is the first that differs/u });
  expect(Array.from(region.querySelectorAll('tbody tr'), (row) => [row.className, row.textContent])).toEqual([
    ['', '1a {}1a {}'],
    ['preview-differs', '2b { color: red }2b { color: \\u{7}blue }'],
  ]);
  expect(Array.from(region.querySelectorAll('mark'), (mark) => mark.textContent)).toEqual(['red', '\\u{7}blue']);
  expect(document.activeElement?.textContent).toBe('Skip');
  escape();
  expect(calls.some(([name]) => name === 'cancel')).toBe(false);
});

it('shows a picture, and says quietly what cannot be shown', async () => {
  const first = askAbout('/here/secret', '/www/a.png');
  await first.tell();
  const picture = screen.getByRole<HTMLImageElement>('img', { name: 'Picture: On the server' });
  expect(picture.src).toBe('data:image/png;base64,AAAA');
  expect(first.text()).toBe('No preview. You are not allowed to do this with “/here/secret”.20 × 10 pixels');
  fireEvent.error(picture);
  expect(first.text()).toContain('No preview');
  expect(screen.queryByRole('img', { name: /Picture/u })).toBeNull();
});

it('fetches nothing any more once it is answered', () => {
  const { calls } = askAbout('/here/a.css', '/www/a.zip');
  const operations = calls.filter(([name]) => name === 'preview').map(([, operation]) => operation);
  fireEvent.click(screen.getByRole('button', { name: 'Overwrite' }));
  expect(calls.filter(([name]) => name === 'cancel').map(([, operation]) => operation)).toEqual(operations);
});

it('asks one question after the other', () => {
  const { hawser } = ask(hostKey(null));
  act(() => hawser.questions.ask({ id: questionIdSchema.parse('q2'), question: certificate }));
  expect(screen.getAllByRole('dialog')).toHaveLength(1);
  act(() => hawser.questions.withdraw(id));
  expect(screen.getByRole('dialog', { name: /certificate/u })).toBeTruthy();
});

import { describe, expect, it } from 'vitest';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { madeUpCertificate, madeUpReport } from '../../shared/model/made-up-certificate.ts';
import type { Question } from '../../shared/model/question.ts';
import { answersOf } from './answers.ts';
import { commandTrust } from './trust.ts';
import type { Terminal } from './terminal.ts';

const sha256 = Array.from({ length: 32 }, () => 'AB').join(':');
const leaf = madeUpCertificate({ subject: [{ type: 'CN', value: 'host\u001b[2J' }], validFrom: 0, validTo: 86_400_000, sha256 });
const certificate: Question = { kind: 'certificate', ...madeUpReport({ chain: [leaf], problems: ['untrusted-root', 'expired'] }), host: 'host', port: 21, names: [], remembered: null, rememberedFacts: null };
const fingerprint = `SHA256:${'x'.repeat(43)}`;
const hostKey: Question = { kind: 'host-key', host: 'host', port: 22, algorithm: 'ssh-ed25519', fingerprint, remembered: null };
const password: Question = { kind: 'password', host: 'host', user: 'anna', again: false };

/** A terminal whose person types these lines; null gives up. Without lines there is no person. */
function terminal(...lines: readonly (string | null)[]) {
  const said: string[] = [];
  const asked: { readonly question: string; readonly echo: boolean }[] = [];
  const rest = [...lines];
  const one: Terminal = {
    write: () => Promise.resolve(),
    say: (line) => void said.push(line),
    progress: () => undefined,
    prompt: lines.length === 0 ? null : { read: (question, echo) => (asked.push({ question, echo }), Promise.resolve(rest.shift() ?? null)) },
  };
  return { one, said, asked };
}

describe('with nobody to ask', () => {
  it.each([
    [hostKey, { kind: 'host-key', answer: 'refuse' }, 'host-key-unconfirmed', fingerprint],
    [certificate, { kind: 'certificate', answer: 'refuse' }, 'certificate-unconfirmed', sha256],
    [password, { kind: 'password', answer: null }, 'password-missing', 'anna'],
    [{ ...password, again: true }, { kind: 'password', answer: null }, 'wrong-password', 'anna'],
    [{ kind: 'passphrase', keyFile: 'id', again: false }, { kind: 'passphrase', answer: null }, 'passphrase-missing', 'id'],
    [{ kind: 'passphrase', keyFile: 'id', again: true }, { kind: 'passphrase', answer: null }, 'wrong-passphrase', 'id'],
    [{ kind: 'prompts', host: 'host', port: 22, hop: null, name: '', instructions: '', prompts: [{ text: 'Code:', echo: true }] }, { kind: 'prompts', answer: null }, 'prompt-unanswered', 'Code:'],
  ] as const)('refuses %j and says why', async (question, answer, reason, named) => {
    const answers = answersOf(terminal().one, commandTrust([]));
    expect(await answers.to(question)).toEqual(answer);
    expect(answers.refusal).toMatchObject({ reason });
    expect(Object.values(answers.refusal!.parameters).join(' ')).toContain(named);
  });

  it('trusts what --trust names', async () => {
    const answers = answersOf(terminal().one, commandTrust([{ of: 'certificate', text: sha256 }, { of: 'host-key', text: fingerprint }]));
    expect(await answers.to(certificate)).toEqual({ kind: 'certificate', answer: 'once' });
    expect(await answers.to(hostKey)).toEqual({ kind: 'host-key', answer: 'once' });
    expect(answers.refusal).toBeNull();
  });
});

describe('what is less safe than it could be', () => {
  const plaintext: Question = { kind: 'plaintext', host: 'host', port: 21, hadTls: false };
  const untied: Question = { kind: 'no-resumption', host: 'host', port: 21, had: false };
  const weak: Question = { kind: 'insecure-algorithms', host: 'host', port: 22, algorithms: [{ use: 'cipher', name: '3des-cbc' }] };

  it('goes ahead with a warning where the address asked for it, or where there is nobody and the server never did better', async () => {
    const { one, said } = terminal();
    const answers = answersOf(one, commandTrust([]));
    expect(await answers.to(plaintext)).toEqual({ kind: 'plaintext', answer: 'once' });
    expect(await answers.to(untied)).toEqual({ kind: 'no-resumption', answer: 'once' });
    expect(said.join('\n')).toMatch(/not encrypted[^]*does not tie/u);
    expect(answers.refusal).toBeNull();
  });

  it.each([{ ...plaintext, hadTls: true }, { ...untied, had: true }, weak] as const)('is refused with nobody to ask: %j', async (question) => {
    const answers = answersOf(terminal().one, commandTrust([]));
    expect(await answers.to(question)).toEqual({ kind: question.kind, answer: 'refuse' });
    expect(answers.refusal).toMatchObject({ reason: `${question.kind}-refused` });
  });

  it('is the decision of a person where there is one', async () => {
    const { one, asked } = terminal('n', 'y');
    const answers = answersOf(one, commandTrust([]));
    expect(await answers.to(untied)).toMatchObject({ answer: 'refuse' });
    expect(await answers.to(weak)).toMatchObject({ answer: 'once' });
    expect(asked).toHaveLength(2);
  });
});

describe('with a person', () => {
  it('shows the fingerprint and asks once', async () => {
    const { one, said, asked } = terminal('y');
    const answers = answersOf(one, commandTrust([]));
    expect(await answers.to(hostKey)).toEqual({ kind: 'host-key', answer: 'once' });
    expect(await answers.to(hostKey)).toEqual({ kind: 'host-key', answer: 'once' });
    expect(said.join('\n')).toContain(fingerprint);
    expect(asked).toHaveLength(1);
  });

  it('says why the certificate of a host key does not count', async () => {
    const { one, said } = terminal('n');
    const answers = answersOf(one, commandTrust([]));
    await answers.to({ ...hostKey, certificateFault: 'wrong-name' });
    expect(said.join('\n')).toContain('certificate that does not count: it was issued for other names.');
    expect(answers.refusal?.detail).toContain('it was issued for other names');
  });

  it.each(['', 'n', 'yeah', null])('takes %j for a no', async (typed) => {
    const { one, said } = terminal(typed);
    expect(await answersOf(one, commandTrust([])).to(certificate)).toEqual({ kind: 'certificate', answer: 'refuse' });
    expect(said.join('\n')).toContain(sha256);
    expect(said.join('\n')).toContain('it has expired');
    expect(said.join('\n')).not.toContain('\u001b');
  });

  it('asks nothing where --trust names another fingerprint', async () => {
    const { one, asked } = terminal('y');
    expect(await answersOf(one, commandTrust([{ of: 'host-key', text: `SHA256:${'z'.repeat(43)}` }])).to(hostKey)).toEqual({ kind: 'host-key', answer: 'refuse' });
    expect(asked).toEqual([]);
  });

  it('reads secrets without echo, one question after the other', async () => {
    const { one, asked } = terminal('one', 'two');
    const answers = answersOf(one, commandTrust([]));
    const both = await Promise.all([answers.to(password), answers.to({ ...password, again: true })]);
    expect(both).toEqual([{ kind: 'password', answer: { secret: 'one' } }, { kind: 'password', answer: { secret: 'two' } }]);
    expect(asked.map(({ echo }) => echo)).toEqual([false, false]);
  });

  it('guesses nothing about a file that is there', async () => {
    const entry = { name: 'x', kind: 'file', size: 1, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null } as const;
    const place = { session: LOCAL_SESSION, path: '/x' };
    const question: Question = { kind: 'file-exists', direction: 'download', targetPath: '/x', from: place, to: place, source: entry, target: entry };
    expect(await answersOf(terminal().one, commandTrust([])).to(question)).toEqual({ kind: 'file-exists', answer: { action: 'skip', scope: 'this' } });
  });
});

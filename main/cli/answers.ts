import { assertNever } from '../../shared/model/assert-never.ts';
import { type FailureData, failureData } from '../../shared/model/failure.ts';
import { wholeName } from '../../shared/model/certificate.ts';
import { hostCertificateFaultWords } from '../../shared/locale/host-certificate.en.ts';
import { fill } from '../../shared/locale/fill.ts';
import type { Answer, Question } from '../../shared/model/question.ts';
import { isoTime } from './documents.ts';
import { displayName } from '../../shared/format/display-name.ts';
import type { Terminal } from './terminal.ts';
import type { CommandTrust } from './trust.ts';
import { problemWords, words } from './words.en.ts';

type QuestionOf<K extends Question['kind']> = Extract<Question, { readonly kind: K }>;

/** Answers the engine's questions: by asking the person where there is one, else by refusing. */
export interface Answers {
  to(question: Question): Promise<Answer>;
  /** Why the last question was refused, in words that say which flag or variable would have answered it; null if none was. */
  readonly refusal: FailureData | null;
}

export function answersOf({ prompt, say }: Terminal, trust: CommandTrust): Answers {
  let refusal: FailureData | null = null;
  // One question at a time: several connections may ask at once, and there is one terminal.
  let last: Promise<unknown> = Promise.resolve();

  const trusts = async (words_: string): Promise<boolean> => {
    if (prompt === null || trust.decided) return false;
    say(words_);
    return /^y(es)?$/iu.test((await prompt.read(words.trustNow, true))?.trim() ?? '');
  };

  const hostKey = async (question: QuestionOf<'host-key'>): Promise<Answer> => {
    const accepted = { of: 'host-key', text: question.fingerprint } as const;
    const { certificateFault: fault } = question;
    const certificate = fault === undefined ? '' : fill(words.hostCertificateFault, { fault: hostCertificateFaultWords[fault] });
    if (trust.fingerprints('host-key').includes(accepted.text) || (await trusts(fill(words.hostKeyUnknown, { ...shown(question), certificate })))) {
      trust.add(accepted);
      return { kind: 'host-key', answer: 'once' };
    }
    const { host, algorithm, fingerprint } = question;
    refusal = failureData('host-key-unconfirmed', { host, algorithm, fingerprint }, certificate === '' ? null : certificate.trim());
    return { kind: 'host-key', answer: 'refuse' };
  };

  const certificate = async ({ host, port, chain, problems: found }: QuestionOf<'certificate'>): Promise<Answer> => {
    const leaf = chain[0]!;
    const accepted = { of: 'certificate', text: leaf.sha256 } as const;
    const problems = found.map((problem) => problemWords[problem]).join('; ');
    const facts = { subject: wholeName(leaf.subject), issuer: wholeName(leaf.issuer), from: day(leaf.validFrom), to: day(leaf.validTo), fingerprint: leaf.sha256 };
    if (trust.fingerprints('certificate').includes(accepted.text) || (await trusts(fill(words.certificateUnknown, shown({ host, port, problems, ...facts }))))) {
      trust.add(accepted);
      return { kind: 'certificate', answer: 'once' };
    }
    refusal = failureData('certificate-unconfirmed', { host, problems, fingerprint: leaf.sha256 });
    return { kind: 'certificate', answer: 'refuse' };
  };

  /**
   * What the address itself asks for goes ahead, with a warning: `ftp://` is plain by its name. So does a server that never resumes TLS
   * sessions where there is nobody to ask. A server that has become worse since, and weak algorithms, need a person.
   */
  const consent = async (question: QuestionOf<'plaintext' | 'no-resumption' | 'insecure-algorithms'>): Promise<Answer> => {
    const { kind, host, port } = question;
    const algorithms = question.kind === 'insecure-algorithms' ? question.algorithms.map(({ name }) => name).join(', ') : '';
    const warning = fill(words[kind], shown({ host, port, algorithms }));
    const nobody = prompt === null || trust.decided;
    if ((question.kind === 'plaintext' && !question.hadTls) || (question.kind === 'no-resumption' && !question.had && nobody)) {
      say(warning);
      return { kind, answer: 'once' };
    }
    if (await trusts(warning)) return { kind, answer: 'once' };
    refusal = failureData(`${kind}-refused`, { host, algorithms });
    return { kind, answer: 'refuse' };
  };

  const password = async ({ host, user, again }: QuestionOf<'password'>): Promise<Answer> => {
    const secret = (await prompt?.read(fill(again ? words.passwordAgain : words.password, shown({ host, user })), false)) ?? null;
    if (secret !== null) return { kind: 'password', answer: { secret } };
    refusal = again ? failureData('wrong-password', { host, user }) : failureData('password-missing', { host, user });
    return { kind: 'password', answer: null };
  };

  const passphrase = async ({ keyFile, again }: QuestionOf<'passphrase'>): Promise<Answer> => {
    const secret = (await prompt?.read(fill(again ? words.passphraseAgain : words.passphrase, { keyFile }), false)) ?? null;
    if (secret !== null) return { kind: 'passphrase', answer: { secret } };
    refusal = again ? failureData('wrong-passphrase', { keyFile }) : failureData('passphrase-missing', { keyFile });
    return { kind: 'passphrase', answer: null };
  };

  const prompts = async (question: QuestionOf<'prompts'>): Promise<Answer> => {
    const { host, port, hop } = question;
    say(fill(hop === null ? words.serverAsks : words.hopAsks, shown({ host, port, ...hop })));
    for (const line of [question.name, question.instructions]) if (line !== '') say(displayName(line));
    const typed: string[] = [];
    for (const { text, echo } of question.prompts) {
      const answer = await prompt?.read(`${displayName(text)} `, echo);
      if (answer === null || answer === undefined) {
        refusal = failureData('prompt-unanswered', { host, prompt: displayName(text) });
        return { kind: 'prompts', answer: null };
      }
      typed.push(answer);
    }
    return { kind: 'prompts', answer: typed };
  };

  const answer = (question: Question): Promise<Answer> => {
    switch (question.kind) {
      case 'host-key':
        return hostKey(question);
      case 'certificate':
        return certificate(question);
      case 'password':
        return password(question);
      case 'passphrase':
        return passphrase(question);
      case 'prompts':
        return prompts(question);
      case 'plaintext':
      case 'no-resumption':
      case 'insecure-algorithms':
        return consent(question);
      case 'file-exists':
        // The rule that the command names leaves this one open: nothing that is there is lost by a guess.
        say(fill(words.existsUndecided, shown({ path: question.targetPath })));
        return Promise.resolve({ kind: 'file-exists', answer: { action: 'skip', scope: 'this' } });
      default:
        return assertNever(question);
    }
  };

  return {
    to: (question) => {
      const next = last.then(() => answer(question));
      last = next.catch(() => undefined);
      return next;
    },
    get refusal() {
      return refusal;
    },
  };
}

function day(at: number): string {
  return isoTime({ at, precision: 'day' }) ?? '?';
}

/** What a server says about itself, fit for a terminal. */
function shown(facts: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, displayName(String(value))]));
}

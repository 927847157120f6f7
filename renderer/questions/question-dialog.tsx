import { useStore } from 'zustand';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { Answer, Question } from '../../shared/model/question.ts';
import type { Hawser } from '../hawser.ts';
import { useHawser } from '../use-hawser.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import { existsSettings } from '../../shared/model/settings/transfers.ts';
import { FileExistsDialog } from './file-exists-dialog.tsx';
import { HostKeyDialog } from './host-key-dialog.tsx';
import { PromptsDialog } from './prompts-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** The oldest question that is open, as a dialog. */
export function QuestionDialog() {
  const hawser = useHawser();
  const first = useStore(hawser.questions.store, (state) => state.open[0]);
  if (first === undefined) return null;
  const { id, question } = first;
  const answer = (given: Answer): void => hawser.questions.answer(id, given);
  switch (question.kind) {
    case 'host-key':
      return <HostKeyDialog key={id} question={question} onAnswer={(choice) => answer({ kind: 'host-key', answer: choice })} />;
    case 'certificate':
      return <CertificateDialog key={id} question={question} onAnswer={(choice) => answer({ kind: 'certificate', answer: choice })} />;
    case 'plaintext':
    case 'no-resumption':
    case 'insecure-algorithms':
      return <ConsentDialog key={id} question={question} onUseFtps={encryptInstead(hawser, question)} onAnswer={(choice) => answer({ kind: question.kind, answer: choice })} />;
    case 'password':
      return <SecretDialog key={id} question={question} onAnswer={(given) => answer({ kind: 'password', answer: given })} />;
    case 'passphrase':
      return <SecretDialog key={id} question={question} onAnswer={(given) => answer({ kind: 'passphrase', answer: given })} />;
    case 'prompts':
      return <PromptsDialog key={id} question={question} onAnswer={(lines) => answer({ kind: 'prompts', answer: lines })} />;
    case 'file-exists':
      return (
        <FileExistsDialog
          key={id}
          question={question}
          onAnswer={(choice) => {
            if (choice.scope === 'always') void hawser.settings.change({ [existsSettings[question.direction]]: choice.action });
            answer({ kind: 'file-exists', answer: choice });
          }}
        />
      );
    default:
      return assertNever(question);
  }
}

/** Connecting by FTPS in place of a plain connection that is being opened; the question about it goes with that. Undefined where there is none. */
function encryptInstead(hawser: Hawser, question: Question): (() => void) | undefined {
  const connection = hawser.connection.store.getState();
  if (question.kind !== 'plaintext' || connection.status !== 'connecting') return undefined;
  const { profile } = connection;
  if (profile.protocol !== 'ftp' || profile.host !== question.host || profile.port !== question.port) return undefined;
  return () => void hawser.connection.connect({ ...profile, protocol: 'ftps-explicit' });
}

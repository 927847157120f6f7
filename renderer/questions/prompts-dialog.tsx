import { MessageSquareLock } from 'lucide-react';
import { useRef } from 'react';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FactList } from './fact-list.tsx';
import type { QuestionOf } from './question-of.ts';
import './prompts-dialog.css';

interface PromptsDialogProps {
  readonly question: QuestionOf<'prompts'>;
  readonly onAnswer: (lines: string[] | null) => void;
}

/** What the server asks for while signing in, in its own words: codes, tokens, second passwords (RFC 4256). */
export function PromptsDialog({ question, onAnswer }: PromptsDialogProps) {
  const { host, port, hop, name, instructions, prompts } = question;
  const place = `${host}:${port}`;
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const submit = (): void => {
    const lines = prompts.map((_, index) => inputs.current[index]?.value ?? '');
    for (const input of inputs.current) if (input !== null) input.value = '';
    onAnswer(lines);
  };
  return (
    <Dialog
      icon={MessageSquareLock}
      // Never the server's own words, so that none can pose as another.
      title={t('prompts.title', { host })}
      onDismiss={() => onAnswer(null)}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={() => onAnswer(null)}>{t('dialog.cancel')}</Button>
          <Button look="primary" type="submit">
            {t('prompts.send')}
          </Button>
        </>
      }
    >
      <FactList facts={[{ name: t('prompts.server'), value: hop === null ? place : t('prompts.hop', { place, number: String(hop.number), count: String(hop.count) }) }]} />
      {name === '' ? null : <h3 className="prompts-name">{name}</h3>}
      <p className="prompts-words">{name === '' && instructions === '' ? t('prompts.words', { host }) : instructions}</p>
      {prompts.map((prompt, index) => (
        <Field
          // oxlint-disable-next-line react/no-array-index-key -- two prompts may have the same text
          key={index}
          ref={(input) => {
            inputs.current[index] = input;
          }}
          {...(index === 0 ? { 'data-autofocus': true } : {})}
          type={prompt.echo ? 'text' : 'password'}
          label={prompt.text.replace(/:\s*$/u, '') || t('prompts.answer')}
        />
      ))}
    </Dialog>
  );
}

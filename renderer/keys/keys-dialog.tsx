import { useState } from 'react';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { KeyFacts } from '../../shared/model/key-file.ts';
import { ConvertKey } from './convert-key.tsx';
import { KeyView } from './key-view.tsx';
import { NewKey } from './new-key.tsx';
import { UnlockKey } from './unlock-key.tsx';

/** Where the user is: making a key, opening one, looking at it, or writing it in another format. */
export type KeysStep = { readonly step: 'new' } | { readonly step: 'unlock'; readonly file: string } | { readonly step: 'show'; readonly key: KeyFacts } | { readonly step: 'convert'; readonly key: KeyFacts };

export interface KeysStepProps {
  readonly go: (to: KeysStep) => void;
  readonly onClose: () => void;
}

/** SSH keys for people: make one or open one, read its public half, put it on the server, write it for PuTTY or OpenSSH. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const [at, go] = useState<KeysStep>({ step: 'new' });
  switch (at.step) {
    case 'new':
      return <NewKey go={go} onClose={onClose} />;
    case 'unlock':
      return <UnlockKey file={at.file} go={go} onClose={onClose} />;
    case 'show':
      return <KeyView facts={at.key} go={go} onClose={onClose} />;
    case 'convert':
      return <ConvertKey facts={at.key} go={go} onClose={onClose} />;
    default:
      return assertNever(at);
  }
}

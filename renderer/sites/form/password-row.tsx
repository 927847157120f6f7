import { useEffect, useId, useRef } from 'react';
import { useSiteForm } from './form-context.ts';
import { FormRow } from './form-row.tsx';
import { usePasswords } from './typed-passwords.ts';

/** The password, or the passphrase of a key file. It stays in its field and in no state. */
export function PasswordRow() {
  const { site, fields } = useSiteForm();
  const passwords = usePasswords();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const typed = passwords.of(site.id) ?? '';
  useEffect(() => {
    if (input.current !== null && input.current.value !== typed) input.current.value = typed;
  });
  return (
    <FormRow id={id} label={fields.logonType === 'key-file' ? 'quick.passphrase' : 'quick.password'} note="siteForm.passwordNote">
      <input ref={input} id={id} type="password" className="field-input" aria-describedby={`${id}-note`} autoComplete="off" onChange={(event) => passwords.type(site.id, event.target.value)} />
    </FormRow>
  );
}

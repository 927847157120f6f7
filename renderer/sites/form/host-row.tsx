import { type ChangeEvent, useId } from 'react';
import { defaultPort } from '../../../shared/model/profile.ts';
import { type Address, isWholeAddress, parseAddress } from '../../connect/parse-address.ts';
import { t } from '../../locale/translate.ts';
import { isHost } from '../check-fields.ts';
import { type Encryption, type Family, protocolOf, type SiteFields } from '../site-fields.ts';
import { useSiteForm } from './form-context.ts';
import { FormRow } from './form-row.tsx';
import { usePasswords } from './typed-passwords.ts';

const kinds = {
  ftp: { family: 'ftp', encryption: 'plain' },
  'ftps-explicit': { family: 'ftp', encryption: 'explicit' },
  'ftps-implicit': { family: 'ftp', encryption: 'implicit' },
  sftp: { family: 'sftp' },
  scp: { family: 'scp' },
} as const satisfies Record<string, { readonly family: Family; readonly encryption?: Encryption }>;

/** What the parts of a whole address put into the fields; the password is for the caller. */
export function splitAddress(fields: SiteFields, address: Address): Partial<SiteFields> {
  const kind = address.protocol === undefined ? {} : kinds[address.protocol];
  const family = address.protocol === undefined ? fields.family : kinds[address.protocol].family;
  const foreign = family === 'ftp' ? fields.logonType !== 'account' && fields.logonType !== 'ask' && fields.logonType !== 'interactive' : fields.logonType === 'anonymous' || fields.logonType === 'account';
  return {
    ...kind,
    host: address.host,
    ...(address.port !== undefined ? { port: String(address.port) } : address.protocol !== undefined ? { port: '' } : {}),
    ...(address.user === undefined ? {} : { user: address.user }),
    ...(address.user === 'anonymous' ? { logonType: 'anonymous' as const } : foreign ? { logonType: family === 'ftp' && address.user === undefined && fields.user === '' ? ('anonymous' as const) : ('password' as const) } : {}),
    ...(address.path === undefined ? {} : { remoteDirectory: address.path }),
  };
}

/** Host and port. A whole address that is pasted, or typed and left, is split into its fields. */
export function HostRow() {
  const { site, fresh, fields, problems, change } = useSiteForm();
  const passwords = usePasswords();
  const id = useId();
  /** A fresh site that nobody has named yet is called after its host. */
  const named = (host: string): Partial<SiteFields> => (fresh && fields.name === site.name && isHost(host) ? { name: host } : {});
  const split = (text: string): void => {
    const address = isWholeAddress(text) ? parseAddress(text) : null;
    if (address === null) return change({ host: text });
    if (address.password !== undefined) passwords.type(site.id, address.password);
    change({ ...splitAddress(fields, address), ...named(address.host) });
  };
  const leave = (): void => (isWholeAddress(fields.host) ? split(fields.host) : change({ host: fields.host.trim(), ...named(fields.host.trim()) }));
  const type = (event: ChangeEvent<HTMLInputElement>): void => {
    const { inputType } = event.nativeEvent as InputEvent;
    // While single letters are typed the address is not whole yet; a paste is.
    if (inputType === 'insertText' || inputType?.startsWith('delete')) change({ host: event.target.value });
    else split(event.target.value);
  };
  return (
    <FormRow id={id} label="quick.host" error={problems.host ?? problems.port} note={fields.host === '' ? 'siteForm.hostNote' : undefined}>
      <span className="form-line">
        <input
          id={id}
          className="field-input"
          data-field="site-host"
          value={fields.host}
          placeholder="files.example.org"
          aria-invalid={problems.host !== undefined}
          aria-describedby={`${id}-note`}
          spellCheck={false}
          autoComplete="off"
          onChange={type}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave();
          }}
        />
        <label className="form-unit" htmlFor={`${id}-port`}>
          {t('quick.port')}
        </label>
        <input
          id={`${id}-port`}
          className="field-input form-short"
          value={fields.port}
          placeholder={String(defaultPort[protocolOf(fields)])}
          aria-invalid={problems.port !== undefined}
          aria-describedby={`${id}-note`}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => change({ port: event.target.value })}
        />
      </span>
    </FormRow>
  );
}

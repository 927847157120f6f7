import { useId } from 'react';
import { defaultPort } from '../../../shared/model/profile.ts';
import type { PlainKey } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import { classNames } from '../../ui/class-names.ts';
import { siteColours } from '../../../shared/model/site.ts';
import { type Encryption, type Family, type LogonChoice, protocolOf, type SiteFields } from '../site-fields.ts';
import { useSiteForm } from './form-context.ts';
import { FormRow, LinesRow, SelectRow, TextRow } from './form-row.tsx';
import { HostRow } from './host-row.tsx';
import { PasswordRow } from './password-row.tsx';

const families: readonly (readonly [Family, PlainKey])[] = [['sftp', 'siteForm.family.sftp'], ['ftp', 'siteForm.family.ftp'], ['scp', 'siteForm.family.scp']];
const encryptions: readonly (readonly [Encryption, PlainKey])[] = [
  ['explicit', 'siteForm.encryption.explicit'],
  ['implicit', 'siteForm.encryption.implicit'],
  ['if-available', 'siteForm.encryption.ifAvailable'],
  ['plain', 'siteForm.encryption.plain'],
];
const encryptionNotes: Readonly<Record<Encryption, PlainKey | undefined>> = {
  explicit: undefined,
  implicit: 'siteForm.encryption.implicitNote',
  'if-available': 'siteForm.encryption.ifAvailableNote',
  plain: 'siteForm.encryption.plainNote',
};
const ftpLogons: readonly LogonChoice[] = ['password', 'anonymous', 'ask', 'interactive', 'account'];
const sshLogons: readonly LogonChoice[] = ['password', 'anonymous', 'ask', 'interactive', 'key-file', 'agent', 'host-based'];
const logonWords: Readonly<Record<LogonChoice, PlainKey>> = {
  password: 'siteForm.logon.password',
  anonymous: 'siteForm.logon.anonymous',
  ask: 'siteForm.logon.ask',
  interactive: 'siteForm.logon.interactive',
  account: 'siteForm.logon.account',
  'key-file': 'siteForm.logon.keyFile',
  agent: 'siteForm.logon.agent',
  'host-based': 'siteForm.logon.hostBased',
};
const logonNotes: Partial<Record<LogonChoice, PlainKey>> = {
  ask: 'siteForm.logon.askNote',
  interactive: 'siteForm.logon.interactiveNote',
  agent: 'siteForm.logon.agentNote',
  'host-based': 'siteForm.logon.hostBasedNote',
};
const logonsOf = (family: Family): readonly LogonChoice[] => (family === 'ftp' ? ftpLogons : sshLogons);

/** What changes with the protocol: a port that was the old one's own becomes the new one's, and a logon that it does not have a password. */
export function withProtocol(fields: SiteFields, part: Partial<Pick<SiteFields, 'family' | 'encryption'>>): Partial<SiteFields> {
  const next = { ...fields, ...part };
  return {
    ...part,
    ...(fields.port === String(defaultPort[protocolOf(fields)]) ? { port: '' } : {}),
    ...(logonsOf(next.family).includes(next.logonType) ? {} : { logonType: 'password' as const }),
  };
}

/** Which server, and who signs in how. */
export function GeneralTab() {
  const { fields, change } = useSiteForm();
  const { family, logonType } = fields;
  return (
    <>
      <TextRow name="name" label="siteForm.name" />
      <SelectRow label="quick.protocol" value={family} options={families} note={family === 'scp' ? 'siteForm.family.scpNote' : undefined} onChange={(next) => change(withProtocol(fields, { family: next }))} />
      {family === 'ftp' ? <SelectRow label="siteForm.encryption" value={fields.encryption} options={encryptions} note={encryptionNotes[fields.encryption]} onChange={(next) => change(withProtocol(fields, { encryption: next }))} /> : null}
      <HostRow />
      <hr className="form-rule" />
      <SelectRow
        label="siteForm.logon"
        value={logonType}
        options={logonsOf(family).map((choice) => [choice, logonWords[choice]] as const)}
        note={logonNotes[logonType]}
        onChange={(next) => change({ logonType: next })}
      />
      {logonType === 'anonymous' ? null : <TextRow name="user" label="quick.user" note={family !== 'ftp' && fields.user === '' ? 'siteForm.userSshNote' : undefined} />}
      {logonType === 'key-file' || logonType === 'host-based' ? <TextRow name="keyFile" label="siteForm.keyFile" browse={{ what: 'file', label: 'quick.chooseKey' }} /> : null}
      {logonType === 'password' || logonType === 'account' || logonType === 'key-file' ? <PasswordRow /> : null}
      {logonType === 'account' ? <TextRow name="account" label="siteForm.account" note="siteForm.accountNote" /> : null}
      {logonType === 'host-based' ? (
        <>
          <TextRow name="localUser" label="siteForm.localUser" />
          <TextRow name="localHost" label="siteForm.localHost" />
        </>
      ) : null}
      <hr className="form-rule" />
      <Colours />
      <LinesRow name="comment" label="siteForm.comment" />
    </>
  );
}

function Colours() {
  const { fields, change } = useSiteForm();
  const id = useId();
  return (
    <FormRow id={id} label="siteForm.colour">
      <span className="site-colours" role="radiogroup" aria-label={t('siteForm.colour')}>
        {siteColours.map((colour, index) => (
          <label key={colour} className="site-colour" title={t(`siteColour.${colour}`)}>
            <input id={index === 0 ? id : undefined} type="radio" name={`${id}-colour`} checked={fields.colour === colour} aria-label={t(`siteColour.${colour}`)} onChange={() => change({ colour })} />
            <span className={classNames('site-dot', `site-dot--${colour}`)} />
          </label>
        ))}
      </span>
    </FormRow>
  );
}

import { ChevronDown, KeyRound, SlidersHorizontal, X } from 'lucide-react';
import { type ChangeEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { defaultPort, isSsh, type Protocol } from '../../shared/model/profile.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { IconButton, SMALL_ICON } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { focusQuickconnect } from '../window/focus.ts';
import { isWholeAddress, parseAddress } from './parse-address.ts';
import { protocolNames, protocolOrder } from './protocol-names.ts';
import { QuickHistory } from './quick-history.tsx';
import { fieldsOf, problemsOf, profileOf, type QuickconnectFields, spread } from './quickconnect-form.ts';
import './quickconnect.css';

/** The address of a server in one line: Enter connects. */
export function Quickconnect() {
  const hawser = useHawser();
  const connecting = useStore(hawser.connection.store, (state) => state.status === 'connecting');
  const [fields, setFields] = useState<QuickconnectFields>(() => fieldsOf(hawser.connection.store.getState().profile));
  const password = useRef<HTMLInputElement>(null);
  const problems = problemsOf(fields);
  const profile = profileOf(fields);
  const change = (part: Partial<QuickconnectFields>): void => setFields((now) => ({ ...now, ...part }));

  useEffect(
    () =>
      hawser.window.subscribe(({ filled }, before) => {
        if (filled === null || filled === before.filled) return;
        setFields({ ...fieldsOf(filled.profile), path: filled.path });
        // A password typed for another server does not go to the one that a link names.
        if (password.current !== null) password.current.value = '';
        focusQuickconnect();
      }),
    [hawser],
  );

  /** Puts the parts of a whole address into their fields; gives back what the fields hold then. */
  const split = (host: string): QuickconnectFields => {
    const now = { ...fields, host };
    const address = isWholeAddress(host) ? parseAddress(host) : null;
    if (address === null) return now;
    if (address.password !== undefined && password.current !== null) password.current.value = address.password;
    return spread(now, address);
  };
  const typeHost = (event: ChangeEvent<HTMLInputElement>): void => {
    const { inputType } = event.nativeEvent as InputEvent;
    // While single letters are typed the address is not whole yet; a paste is.
    const byHand = inputType === 'insertText' || inputType?.startsWith('delete');
    setFields(byHand ? { ...fields, host: event.target.value, path: '' } : split(event.target.value));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const whole = split(fields.host);
    setFields(whole);
    const target = profileOf(whole);
    if (target === null) return;
    const secret = password.current?.value ?? '';
    if (password.current !== null) password.current.value = '';
    void hawser.sites.noteUsed({ profile: target });
    void hawser.connection.connect(target, { ...(secret === '' ? {} : { secret }), remoteDirectory: whole.path });
  };
  const chooseKey = async (): Promise<void> => {
    const file = await hawser.main.chooseFile({ title: t('quick.chooseKey') });
    if (!file.ok) hawser.notices.showFailure(file.failure);
    else if (file.value !== null) change({ keyFile: file.value });
  };
  /** All else that can be chosen stands in the site manager. */
  const more = (): void => {
    const whole = split(fields.host);
    const known = profileOf(whole);
    hawser.window.setState({ dialog: { kind: 'sites', site: null, fresh: known === null ? {} : { profile: known, remoteDirectory: whole.path } } });
  };
  const ssh = isSsh(fields.protocol);
  const withKey = ssh && fields.keyFile !== null;
  const problem = problems.host ?? problems.port;

  return (
    <form className="quickconnect" aria-label={t('quick.label')} onSubmit={submit} noValidate>
      <div className={classNames('quick-group', problem !== undefined && 'quick-group--wrong')}>
        <span className="quick-protocol">
          <select aria-label={t('quick.protocol')} value={fields.protocol} onChange={(event) => change({ protocol: event.target.value as Protocol })}>
            {protocolOrder.map((protocol) => (
              <option key={protocol} value={protocol}>
                {t(protocolNames[protocol].label)}
              </option>
            ))}
          </select>
          <ChevronDown size={12} strokeWidth={2} aria-hidden />
        </span>
        <input
          className="quick-host"
          data-field="host"
          aria-label={t('quick.host')}
          aria-invalid={problems.host !== undefined}
          aria-describedby="quick-problem"
          placeholder={t('quick.hostHint')}
          value={fields.host}
          spellCheck={false}
          autoComplete="off"
          onChange={typeHost}
          onBlur={() => setFields(split(fields.host))}
        />
        <input className="quick-user" aria-label={t('quick.user')} placeholder={t(ssh ? 'quick.userSsh' : 'quick.userHint')} title={ssh && fields.user === '' ? t('siteForm.userSshNote') : undefined} value={fields.user} spellCheck={false} autoComplete="off" onChange={(event) => change({ user: event.target.value })} />
        <span className="quick-secret">
          <input ref={password} className="quick-password" type="password" aria-label={t('quick.password')} placeholder={t(withKey ? 'quick.passphrase' : 'quick.password')} autoComplete="off" />
          {!ssh ? null : withKey ? (
            <button type="button" className="quick-key" title={fields.keyFile!} aria-label={t('quick.removeKey')} onClick={() => change({ keyFile: null })}>
              <KeyRound {...SMALL_ICON} />
              <span>{baseName(fields.keyFile!)}</span>
              <X size={12} aria-hidden />
            </button>
          ) : (
            <IconButton small icon={KeyRound} label={t('quick.keyFile')} onClick={() => void chooseKey()} />
          )}
        </span>
        <input
          className="quick-port"
          aria-label={t('quick.port')}
          aria-invalid={problems.port !== undefined}
          inputMode="numeric"
          placeholder={String(defaultPort[fields.protocol])}
          value={fields.port}
          autoComplete="off"
          onChange={(event) => change({ port: event.target.value.trim() })}
        />
      </div>
      <QuickHistory />
      <IconButton icon={SlidersHorizontal} label={t('quick.more')} onClick={more} />
      {connecting ? (
        <Button onClick={() => void hawser.connection.cancel()}>{t('quick.cancel')}</Button>
      ) : (
        <Button look="primary" type="submit" disabled={profile === null && !(isWholeAddress(fields.host) && parseAddress(fields.host) !== null)}>
          {t('quick.connect')}
        </Button>
      )}
      <span id="quick-problem" className="quick-problem" role="status">
        {problem === undefined ? '' : t(problem)}
      </span>
    </form>
  );
}

function baseName(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? path;
}

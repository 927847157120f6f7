import { useState } from 'react';
import { proxyKinds, proxySchema, type Proxy } from '../../shared/model/proxy.ts';
import { useHawser } from '../use-hawser.ts';
import { ChoiceRow, useChangeSettings } from './setting-rows.tsx';
import { TextRow } from './text-row.tsx';

const usualPort: Readonly<Record<Proxy['kind'], string>> = { socks5: '1080', socks4: '1080', http: '8080' };

type Use = 'none' | Proxy['kind'];
type Field = 'host' | 'port' | 'user';

/** The proxy of every site that names none of its own. What is typed holds as soon as it is a whole proxy. */
export function ProxyRows() {
  const { settings } = useHawser();
  const change = useChangeSettings();
  const [fields, setFields] = useState(() => {
    const { proxy } = settings.store.getState();
    return { use: (proxy?.kind ?? 'none') as Use, host: proxy?.host ?? '', port: proxy === null ? '' : String(proxy.port), user: proxy?.user ?? '' };
  });
  const proxyOf = ({ use, host, port, user }: typeof fields) =>
    proxySchema.safeParse({ kind: use, host: host.trim(), port: Number(port.trim() === '' && use !== 'none' ? usualPort[use] : port), user: user.trim() });
  const update = (more: Partial<typeof fields>): void => {
    const next = { ...fields, ...more };
    setFields(next);
    const proxy = proxyOf(next);
    if (next.use === 'none') change({ proxy: null });
    else if (proxy.success) change({ proxy: proxy.data });
  };
  const whole = proxyOf(fields);
  const wrong = (field: Field): boolean => !whole.success && whole.error.issues.some((issue) => issue.path[0] === field);
  return (
    <>
      <ChoiceRow
        label="settings.proxy"
        note="settings.proxyNote"
        value={fields.use}
        options={{ none: 'settings.proxyNone', socks5: 'siteForm.proxy.socks5', socks4: 'siteForm.proxy.socks4', http: 'settings.proxyHttp' }}
        onChange={(use) => update({ use })}
      />
      {proxyKinds.some((kind) => kind === fields.use) ? (
        <>
          <TextRow label="settings.proxyHost" value={fields.host} wrong={wrong('host')} onChange={(host) => update({ host })} />
          <TextRow label="settings.proxyPort" value={fields.port} wrong={wrong('port')} placeholder={fields.use === 'none' ? '' : usualPort[fields.use]} onChange={(port) => update({ port })} />
          <TextRow label="settings.proxyUser" note="settings.proxyUserNote" value={fields.user} wrong={wrong('user')} onChange={(user) => update({ user })} />
        </>
      ) : null}
    </>
  );
}

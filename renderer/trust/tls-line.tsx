import type { TlsFacts } from '../../shared/model/protection.ts';
import { t } from '../locale/translate.ts';

/** What the connection that showed the certificate agreed on. */
export function TlsLine({ tls }: { readonly tls: TlsFacts }) {
  const { version, cipher, keyExchange, resumed, alpn } = tls;
  const facts: readonly (readonly [string, string])[] = [
    [t('session.version'), version.replace(/^TLSv/u, 'TLS ')],
    [t('session.cipher'), cipher],
    [t('session.keyExchange'), t(keyExchange === 'RSA' ? 'session.static' : 'session.ephemeral', { name: keyExchange })],
    [t('session.resumed'), t(resumed ? 'session.resumed.yes' : 'session.resumed.no')],
    [t('session.alpn'), alpn ?? t('session.alpn.none')],
  ];
  return (
    <dl className="tls-line" aria-label={t('session.label')}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { Protection, TlsFacts } from '../../shared/model/protection.ts';
import { protectionWords } from '../connect/protection-words.ts';
import { t } from '../locale/translate.ts';

interface TlsLineProps {
  readonly tls: TlsFacts;
  /** The data channel of the same session; null before one was open, undefined where there is no session. */
  readonly data?: Protection | null | undefined;
}

/** What the connection that showed the certificate agreed on, and how its data channels do. */
export function TlsLine({ tls, data }: TlsLineProps) {
  const { version, cipher, keyExchange, resumed, alpn } = tls;
  const facts: readonly (readonly [string, string])[] = [
    [t('session.version'), version.replace(/^TLSv/u, 'TLS ')],
    [t('session.cipher'), cipher],
    [t('session.keyExchange'), t(keyExchange === 'RSA' ? 'session.static' : 'session.ephemeral', { name: keyExchange })],
    [t('session.resumed'), t(resumed ? 'session.resumed.yes' : 'session.resumed.no')],
    [t('session.alpn'), alpn ?? t('session.alpn.none')],
    ...(data === undefined ? [] : [[t('session.data'), protectionWords(data).full] as const]),
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

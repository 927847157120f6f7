import type { Proxy } from '../../../../shared/model/proxy.ts';

/** What a kind of proxy is called. */
export const kindName: Readonly<Record<Proxy['kind'], string>> = { socks5: 'SOCKS5', socks4: 'SOCKS4', http: 'HTTP' };

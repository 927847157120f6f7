import { ftpProxyLabel } from '../../shared/model/ftp-choices.ts';
import { profileLabel, type Profile } from '../../shared/model/profile.ts';
import { proxyLabel } from '../../shared/model/proxy.ts';

/** The secrets of the environment; null where a variable is not set. */
export interface CommandSecrets {
  /** HAWSER_PASSWORD: the password, or the passphrase of the key file, of the account that the address names. */
  readonly account: string | null;
  /** HAWSER_PROXY_PASSWORD: of the proxy, be it one of SOCKS, HTTP or FTP. */
  readonly proxy: string | null;
  /** HAWSER_TARGET_PASSWORD: the same as `account`, of the second address of a copy. */
  readonly target: string | null;
  /** HAWSER_VIA_PASSWORD: of the first SSH server on the way. */
  readonly via: string | null;
  /** HAWSER_CERTIFICATE_PASSPHRASE: of the client certificate's key. */
  readonly certificate: string | null;
  /** HAWSER_NEW_PASSPHRASE: what a key file that is written gets; empty for none. */
  readonly fresh: string | null;
}

/** Finds the secret of an account by its label; nobody gets one that is meant for another. `target`: the second address of a copy. */
export function secretsFor(profile: Profile, target: Profile | null, secrets: CommandSecrets): (label: string) => string | null {
  const { proxy, tunnel } = profile;
  const hop = tunnel?.hops[0];
  const choices = [profile.ftp, target?.ftp].filter((one) => one !== undefined);
  const ftpProxies = new Set(choices.flatMap((one) => (one.proxy === undefined ? [] : [ftpProxyLabel(one.proxy)])));
  const certificates = new Set(choices.flatMap((one) => (one.clientCertificate === undefined ? [] : [one.clientCertificate.file])));
  return (label) => {
    if (label === profileLabel(profile)) return secrets.account;
    if (target !== null && label === profileLabel(target)) return secrets.target;
    if (hop !== undefined && label === profileLabel({ ...hop, protocol: 'sftp' })) return secrets.via;
    if (ftpProxies.has(label) || (typeof proxy === 'object' && label === proxyLabel(proxy))) return secrets.proxy;
    return certificates.has(label) ? secrets.certificate : null;
  };
}

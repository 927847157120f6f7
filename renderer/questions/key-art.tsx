import { randomart } from '../../shared/format/randomart.ts';
import { t } from '../locale/translate.ts';
import './key-art.css';

interface KeyArtProps {
  readonly fingerprint: string;
  /** As on the wire: `ssh-ed25519`; null where it is not known. */
  readonly algorithm: string | null;
  readonly bits?: number | undefined;
  /** What stands below it where there are several. */
  readonly caption?: string;
  readonly bad?: boolean;
}

/** OpenSSH's picture of a fingerprint, by which people tell keys apart at a glance. Nothing where there is none to draw. */
export function KeyArt({ fingerprint, algorithm, bits, caption, bad = false }: KeyArtProps) {
  const lines = randomart(fingerprint, algorithm === null ? '' : [kindOfKey(algorithm), bits].filter((part) => part !== undefined).join(' '));
  if (lines === null) return null;
  return (
    <figure className={bad ? 'key-art key-art--bad' : 'key-art'}>
      <pre role="img" aria-label={caption === undefined ? t('hostKey.art') : `${t('hostKey.art')}: ${caption}`}>{lines.join('\n')}</pre>
      {caption === undefined ? null : <figcaption>{caption}</figcaption>}
    </figure>
  );
}

/** As ssh-keygen calls it: `ED25519`, `ECDSA`, `RSA`. */
export function kindOfKey(algorithm: string): string {
  return algorithm.startsWith('ecdsa') ? 'ECDSA' : algorithm.replace(/^ssh-/u, '').replace(/@.*$/u, '').toUpperCase();
}

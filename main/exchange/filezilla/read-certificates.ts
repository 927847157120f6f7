import { X509Certificate } from 'node:crypto';
import { type Imported, type ImportedCertificate, NOTHING_IMPORTED, type NotCarried } from '../imported.ts';
import { readXml, textOf } from '../xml.ts';

/** The certificates of FileZilla's `trustedcerts.xml`: DER in hexadecimal, by host and port. Null where the file is not that. */
export function readFileZillaCertificates(text: string): Imported | null {
  const root = readXml(text);
  const list = root !== null && /^FileZilla\d*$/u.test(root.name) ? root.children.find(({ name }) => name === 'TrustedCerts') : undefined;
  if (list === undefined) return null;
  const certificates: ImportedCertificate[] = [];
  const notCarried: NotCarried[] = [];
  for (const element of list.children.filter(({ name }) => name === 'Certificate')) {
    const host = textOf(element, 'Host');
    const port = Number(textOf(element, 'Port'));
    const certificate = read(textOf(element, 'Data'));
    if (certificate === null || host === '' || port < 1 || port > 65_535) notCarried.push({ where: `${host}:${port}`, reason: 'invalid', what: '' });
    else certificates.push({ host, port, fingerprint: certificate.fingerprint256, pem: certificate.toString() });
  }
  return { ...NOTHING_IMPORTED, certificates, notCarried };
}

function read(hex: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(hex, 'hex'));
  } catch {
    return null;
  }
}

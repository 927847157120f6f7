import { X509Certificate } from 'node:crypto';

const block = /-----BEGIN ([A-Z0-9 ]+)-----\s*([A-Za-z0-9+/=\s]+?)-----END \1-----/gu;
/** More than any chain; a bundle of a whole system's roots has some 150. */
const mostCertificates = 500;

/**
 * The certificates in a file: PEM (any number of blocks, keys among them passed over), DER, or PKCS#7 in either encoding (RFC 2315, what
 * `.p7b` files hold). The leaf first: the one that issued none of the others. Empty where there is none.
 */
export async function readCertificates(content: Buffer): Promise<readonly X509Certificate[]> {
  const blocks = [...content.toString('latin1').matchAll(block)];
  const found: X509Certificate[] = [];
  for (const [, label = '', body = ''] of blocks) {
    const raw = Buffer.from(body, 'base64');
    if (/^(?:TRUSTED |X509 )?CERTIFICATE$/u.test(label)) found.push(...one(raw));
    else if (label === 'PKCS7' || label === 'CMS') found.push(...(await fromPkcs7(raw)));
  }
  if (blocks.length === 0) {
    found.push(...one(content));
    if (found.length === 0) found.push(...(await fromPkcs7(content)));
  }
  return leafFirst(found.slice(0, mostCertificates));
}

function one(raw: Buffer): readonly X509Certificate[] {
  try {
    return [new X509Certificate(raw)];
  } catch {
    // Not a certificate: the caller looks on.
    return [];
  }
}

async function fromPkcs7(raw: Buffer): Promise<readonly X509Certificate[]> {
  const { ContentInfo, SignedData, Certificate } = await import('pkijs');
  try {
    const { content } = ContentInfo.fromBER(new Uint8Array(raw));
    const { certificates = [] } = new SignedData({ schema: content });
    return certificates.filter((each) => each instanceof Certificate).flatMap((each) => one(Buffer.from(each.toSchema(true).toBER())));
  } catch {
    // Not PKCS#7 either.
    return [];
  }
}

function leafFirst(found: readonly X509Certificate[]): readonly X509Certificate[] {
  const leaf = found.find((each) => !found.some((other) => other !== each && other.checkIssued(each)));
  return leaf === undefined ? found : [leaf, ...found.filter((each) => each !== leaf)];
}

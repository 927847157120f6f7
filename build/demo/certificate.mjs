import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** One DER element. @param {number} tag @param {...Buffer} parts */
function element(tag, ...parts) {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts) => element(0x30, ...parts);
const bytes = (tag, hex) => element(tag, Buffer.from(hex, 'hex'));
const oid = (hex) => bytes(0x06, hex);
const octets = (...parts) => element(0x04, ...parts);
const bits = (data) => element(0x03, Buffer.from([0]), data);
const time = (date) => element(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const day = 24 * 60 * 60 * 1000;

/** A distinguished name of one common name. @param {string} text */
const commonName = (text) => sequence(element(0x31, sequence(oid('550403'), element(0x0c, Buffer.from(text)))));

/** The certificate's own limits: no CA, and the names `localhost` and 127.0.0.1 (RFC 5280, 4.2.1). */
const extensions = element(0xa3, sequence(
  sequence(oid('551d13'), bytes(0x01, 'ff'), octets(sequence())),
  sequence(oid('551d11'), octets(sequence(element(0x82, Buffer.from('localhost')), bytes(0x87, '7f000001')))),
));

const pem = (label, der) => `-----BEGIN ${label}-----\n${der.toString('base64').replaceAll(/(.{64})/g, '$1\n').trimEnd()}\n-----END ${label}-----\n`;

/**
 * A self-signed certificate for this machine, valid for a month, with its key (RFC 5280; ECDSA on P-256).
 * @returns {{cert: string, key: string}} PEM
 */
export function selfSigned() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = commonName('Hawser demo server');
  const serial = randomBytes(8);
  serial[0] = (serial[0] ?? 0) & 0x7f | 0x01; // a positive number without a leading zero byte
  const now = Date.now();
  const body = sequence(
    element(0xa0, bytes(0x02, '02')), element(0x02, serial), ecdsaWithSha256, name,
    sequence(time(new Date(now - day)), time(new Date(now + 30 * day))), name,
    publicKey.export({ type: 'spki', format: 'der' }), extensions,
  );
  const signature = sign('sha256', body, privateKey);
  return { cert: pem('CERTIFICATE', sequence(body, ecdsaWithSha256, bits(signature))), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

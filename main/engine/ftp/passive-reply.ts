/** The port of a 229 reply, `Entering Extended Passive Mode (|||6446|)` (RFC 2428 section 3); null where there is none. */
export function portOfEpsv(text: string): number | null {
  const groups = /\((?<mark>[\x21-\x7e])\k<mark>\k<mark>(?<port>\d{1,5})\k<mark>\)/u.exec(text)?.groups;
  return groups === undefined ? null : validPort(Number(groups['port']));
}

export interface PassiveAddress {
  readonly host: string;
  readonly port: number;
}

/** Address and port of a 227 reply, `(h1,h2,h3,h4,p1,p2)` with or without the brackets (RFC 1123 section 4.1.2.6); null where there is none. */
export function addressOfPasv(text: string): PassiveAddress | null {
  const numbers = /(?<![\d,])(?:\d{1,3},){5}\d{1,3}(?![\d,])/u.exec(text.slice(3))?.[0].split(',').map(Number);
  if (numbers === undefined || numbers.some((number) => number > 255)) return null;
  const [high = 0, low = 0] = numbers.slice(4);
  const port = validPort(high * 256 + low);
  return port === null ? null : { host: numbers.slice(0, 4).join('.'), port };
}

function validPort(port: number): number | null {
  return port >= 1 && port <= 65535 ? port : null;
}

import { isIP } from 'node:net';

/** Bytes of an answer that are read at most: a page of a router, not a download. */
const answerLimit = 65_536;

const asked = new Map<string, Promise<string>>();

export function isAddressUrl(text: string): boolean {
  return /^https?:\/\//iu.test(text);
}

/**
 * Asks a page that tells its visitors their address from where it stands, and resolves with the first address of `family` (4 or 6) in its
 * text. What it said counts until the app ends. Rejects with an Error where it cannot be reached, answers anything but 200, names no such
 * address, or takes longer than `timeoutSeconds`; the next call then asks again.
 */
export function askAddress(url: string, family: number, timeoutSeconds: number): Promise<string> {
  const key = `${family} ${url}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const answer = fetchText(url, family, timeoutSeconds).then((text) => {
    const address = text.split(/[^\da-f:.]+/iu).find((word) => isIP(word) === family);
    if (address === undefined) throw new Error(`${url} names no IPv${family} address.`);
    return address;
  });
  asked.set(key, answer);
  answer.catch(() => asked.delete(key));
  return answer;
}

async function fetchText(url: string, family: number, timeoutSeconds: number): Promise<string> {
  // Node's HTTP takes longer to load than all the rest of a short command, and hardly anybody asks this way.
  const { get } = /^https:/iu.test(url) ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const request = get(url, { family, agent: false, headers: { accept: 'text/plain' }, signal: AbortSignal.timeout(timeoutSeconds * 1000) }, (response) => {
      if (response.statusCode !== 200) {
        request.destroy(new Error(`${url} answered ${response.statusCode ?? 'nothing'}.`));
        return;
      }
      let text = '';
      response.setEncoding('latin1');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > answerLimit) request.destroy(new Error(`${url} answered more than an address.`));
      });
      response.once('end', () => resolve(text));
      response.once('error', reject);
    });
    request.once('error', reject);
  });
}

import { describe, expect, it } from 'vitest';
import { isTrustedSender, type Sender } from './trusted-sender.ts';

const window = { contentsId: 7, origin: 'app://hawser' };
const page: Sender = { sender: { id: 7 }, senderFrame: { origin: 'app://hawser', parent: null } };

describe('a trusted sender', () => {
  it("is the main frame of the window's own page", () => {
    expect(isTrustedSender(page, window)).toBe(true);
  });

  it.each<[string, Sender]>([
    ['other web contents', { ...page, sender: { id: 8 } }],
    ['a frame inside the page', { ...page, senderFrame: { origin: 'app://hawser', parent: {} } }],
    ['another origin', { ...page, senderFrame: { origin: 'https://hawser', parent: null } }],
    ['another host of the scheme', { ...page, senderFrame: { origin: 'app://hawser.example', parent: null } }],
    ['an opaque origin', { ...page, senderFrame: { origin: 'null', parent: null } }],
    ['a frame that has gone', { ...page, senderFrame: null }],
  ])('is not %s', (_, event) => {
    expect(isTrustedSender(event, window)).toBe(false);
  });
});

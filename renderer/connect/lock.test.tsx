import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ChannelProtection, Protection, TunnelProtection } from '../../shared/model/protection.ts';
import { renderIn } from '../testing/render-in.tsx';
import { facts, REMOTE, testHawser } from '../testing/test-hawser.ts';
import { SshSessionDialog } from '../trust/session-dialog.tsx';
import { Lock } from './lock.tsx';
import { protectionWords } from './protection-words.ts';

const tls: Protection = { kind: 'tls', version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', resumed: false, identity: 'verified' };
const ssh: Protection = { kind: 'ssh', cipher: 'aes256-gcm@openssh.com', mac: '', keyExchange: 'curve25519-sha256', hostKeyFingerprint: 'SHA256:abc' };
const tunnel: TunnelProtection = { ...ssh, kind: 'ssh', via: 'gate.example.org:22', hops: 1 };
const halves = () => screen.getAllByRole('button').map((half) => `${half.className.replace(/.*--/u, '')}: ${half.textContent}`);

it.each<[string, ChannelProtection | null, readonly [string, string]]>([
  ['nothing connected', null, ['none: Control –', 'none: Data –']],
  ['plain', { control: { kind: 'plain' }, data: null }, ['open: Control not encrypted', 'none: Data not opened yet']],
  ['verified, with data in the clear', { control: tls, data: { kind: 'plain' } }, ['safe: Control TLS 1.3', 'open: Data not encrypted']],
  ['excepted', { control: { ...tls, identity: 'excepted' }, data: { ...tls, identity: 'excepted' } }, ['doubtful: Control TLS 1.3, accepted by you', 'doubtful: Data TLS 1.3, accepted by you']],
  ['SSH', { control: ssh, data: ssh }, ['safe: Control inside SSH', 'safe: Data inside SSH']],
  [
    'plain inside a tunnel',
    { control: { kind: 'plain' }, data: { kind: 'plain' }, inside: { control: tunnel, data: null } },
    ['doubtful: Control inside SSH as far as gate.example.org:22', 'open: Data not encrypted'],
  ],
])('says in words and colour what each channel is: %s', (_, protection, expected) => {
  renderIn(testHawser().hawser, <Lock protection={protection} />);
  expect(halves()).toEqual(expected);
});

it('shows of an SSH session whether a certificate vouches for the server, whose and until when', () => {
  const hostCertificate = { authority: 'SHA256:authority', keyId: 'web-7', validUntil: Date.UTC(2031, 4, 6, 12) };
  const { hawser } = testHawser();
  const { unmount } = renderIn(hawser, <SshSessionDialog server="files.example.org" protection={{ ...ssh, hostCertificate }} onClose={() => undefined} />);
  expect(screen.getByRole('dialog').textContent).toMatch(/Its certificateweb-7Issued bySHA256:authorityValid until6 May 2031/u);
  unmount();
  const { unmount: leave } = renderIn(hawser, <SshSessionDialog server="files.example.org" protection={{ ...ssh, hostCertificate: { ...hostCertificate, validUntil: null } }} onClose={() => undefined} />);
  expect(screen.getByRole('dialog').textContent).toContain('Valid untilwithout an end');
  leave();
  renderIn(hawser, <SshSessionDialog server="files.example.org" protection={ssh} onClose={() => undefined} />);
  expect(screen.getByRole('dialog').textContent).not.toContain('certificate');
  expect(protectionWords({ ...ssh, hostCertificate }).full).toContain('proven by the certificate “web-7”');
});

it('shows what the protection rests on when it is pressed', () => {
  const { hawser } = testHawser();
  const open = (protection: ChannelProtection): unknown => {
    hawser.window.setState({ dialog: null });
    hawser.connection.adopt(facts(REMOTE, { protection }), { protocol: 'ftp', host: 'files.example.org', port: 21, logon: { type: 'anonymous' }, dataMode: 'default' });
    const { unmount } = renderIn(hawser, <Lock protection={protection} />);
    fireEvent.click(screen.getByRole('button', { name: /Control/u }));
    unmount();
    return hawser.window.getState().dialog;
  };
  expect(open({ control: tls, data: null })).toEqual({ kind: 'inspect', target: { from: 'session', session: REMOTE } });
  expect(open({ control: ssh, data: ssh })).toEqual({ kind: 'ssh-session', server: 'files.example.org', protection: ssh });
  expect(open({ control: { kind: 'plain' }, data: null, inside: { control: tunnel, data: null } })).toEqual({ kind: 'ssh-session', server: 'gate.example.org:22', protection: tunnel, tunnelTo: 'files.example.org' });
  expect(open({ control: { kind: 'plain' }, data: null })).toMatchObject({ kind: 'plain-session', profile: { host: 'files.example.org', port: 21 } });
});

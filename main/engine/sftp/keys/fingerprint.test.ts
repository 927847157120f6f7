import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeScratch } from '../../../../e2e/fixtures/scratch.ts';
import { sshKeygen } from '../../../../e2e/fixtures/ssh-keys.ts';
import { randomart } from '../../../../shared/format/randomart.ts';
import { describeHostKey } from '../host-key.ts';

it.each([['ed25519', '256'], ['ecdsa', '384'], ['rsa', '2048']])('names %s keys of %s bits as ssh-keygen does, and draws the same', async (type, bits) => {
  const file = join(await makeScratch('art'), 'key');
  sshKeygen('-t', type, '-b', bits, '-N', '', '-f', file);
  const [first = '', ...art] = sshKeygen('-lv', '-f', file).trimEnd().split('\n');
  const [shownBits, fingerprint = ''] = first.split(' ');
  const key = describeHostKey(Buffer.from(readFileSync(`${file}.pub`, 'utf8').split(' ')[1] ?? '', 'base64'));
  expect(key).toMatchObject({ bits: Number(shownBits), fingerprint });
  expect(randomart(fingerprint, `${type.toUpperCase()} ${bits}`)).toEqual(art);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { randomart } from './randomart.ts';

it('draws a stored picture of OpenSSH', () => {
  expect(randomart('SHA256:S8WHG0lpAULo6VNbazWpoOPiwcS1npmnY6i/20tDr7s', 'RSA 3072')).toEqual([
    '+---[RSA 3072]----+',
    '|     oo ..oo     |',
    '|    .  . ooo     |',
    '|   ...   .*..    |',
    '| . .o.o ..++     |',
    '|  o.oo +S+..     |',
    '| o o==..+.       |',
    '|  ooBoo..        |',
    '|  o++=           |',
    '|.+==E=           |',
    '+----[SHA256]-----+',
  ]);
});

it('draws what ssh-keygen draws, key after key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hawser-art-'));
  try {
    for (let count = 0; count < 12; count++) {
      const file = join(folder, `key${count}`);
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
      const [first = '', ...art] = execFileSync('ssh-keygen', ['-lv', '-f', file]).toString().trimEnd().split('\n');
      expect(randomart(first.split(' ')[1] ?? '', 'ED25519 256')).toEqual(art);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('draws nothing of what is no fingerprint', () => {
  expect(randomart('MD5:aa:bb', '')).toBeNull();
  expect(randomart('SHA256:?', '')).toBeNull();
});

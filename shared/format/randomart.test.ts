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

it('draws nothing of what is no fingerprint', () => {
  expect(randomart('MD5:aa:bb', '')).toBeNull();
  expect(randomart('SHA256:?', '')).toBeNull();
});

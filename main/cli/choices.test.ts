import { describe, expect, it } from 'vitest';
import { Failure } from '../engine/session/failure.ts';
import type { Command } from './arguments.ts';
import { parseArguments } from './arguments.ts';
import { parseChoices } from './choices.ts';
import { profileOf, targetProfileOf } from './profile.ts';
import { secretsFor } from './secrets.ts';
import { parseAddress } from './address.ts';

const problemOf = (...given: readonly string[]): unknown => {
  try {
    return parseChoices(given);
  } catch (problem) {
    return (problem as Failure).data.parameters['problem'];
  }
};
function command(...argv: readonly string[]): Command {
  const request = parseArguments(argv);
  if (request.kind !== 'run') throw new Error('not a command');
  return request.command;
}

describe('choices', () => {
  it('say how connections are made', () => {
    expect(parseChoices(['activePorts=40000-40100', 'externalAddress=198.51.100.7', 'timeoutSeconds=30']).network).toEqual({
      activePorts: { from: 40000, to: 40100 },
      externalAddress: '198.51.100.7',
      timeoutSeconds: 30,
    });
    expect(parseChoices(['ftp.activePorts=40000-40100']).profile).toEqual({ ftp: { activePorts: { from: 40000, to: 40100 } } });
    expect(problemOf('activePorts=40100-40000')).toContain('activePorts');
    expect(problemOf('timeoutSeconds=1')).toContain('timeoutSeconds');
  });

  it('say how to sign in', () => {
    const { address, options } = command('ls', 'ftp://anna@host', '-o', 'logon=interactive');
    expect(profileOf(address, options).logon).toEqual({ type: 'interactive', user: 'anna' });
    expect(problemOf('logon=key-file')).toContain('--key');
  });

  it('are refused by names that nothing has, and named by -o ?', () => {
    expect(problemOf('colour=red')).toContain('ftp.listing');
    expect(parseArguments(['-o', '?'])).toEqual({ kind: 'choices' });
  });

  it('may differ for the second address of a copy', () => {
    const copy = command('cp', 'ftp://a/x', 'ftp://b/', '-o', 'charset=koi8-r', '-o', 'ftp.listing=list', '-o', 'ftp.compress=true', '-O', 'charset=shift_jis', '-O', 'ftp.listing=stat', '-O', 'dataMode=active', '-O', 'proxy=none');
    expect(profileOf(copy.address, copy.options)).toMatchObject({ charset: 'koi8-r', dataMode: 'default', ftp: { listing: 'list', compress: true } });
    expect(targetProfileOf(copy, parseAddress('ftp://b/'))).toMatchObject({ charset: 'shift_jis', dataMode: 'active', proxy: 'none', ftp: { listing: 'stat', compress: true } });
    expect(() => command('ls', 'ftp://a', '-O', 'charset=koi8-r')).toThrow(Failure);
    expect(() => targetProfileOf(command('cp', 'ftp://a/x', 'ftp://b/', '-O', 'timeoutSeconds=30'), parseAddress('ftp://b/'))).toThrow('-o');
  });
});

it('what signs in to the first address of a copy goes to no other account', () => {
  const own = ['-o', 'logon=interactive', '-o', 'ftp.account=books', '-o', 'ftp.postLogin=["SITE X"]', '-o', 'ftp.clientCertificate={"file":"/keys/me.p12"}', '-o', 'ftp.compress=true'];
  const copy = command('cp', 'ftp://anna@a/x', 'ftp://b/', ...own);
  const signsIn = { account: 'books', postLogin: ['SITE X'], clientCertificate: { file: '/keys/me.p12' }, compress: true };
  expect(profileOf(copy.address, copy.options)).toMatchObject({ logon: { type: 'interactive' }, ftp: signsIn });
  for (const other of ['ftp://anna@b/', 'ftp://bert@a/', 'ftps://anna@a:21/', 'ftp://anna@a:2121/']) {
    const { logon, ftp } = targetProfileOf(copy, parseAddress(other));
    expect(logon).toMatchObject({ type: 'password' });
    expect(ftp).toMatchObject({ account: '', postLogin: [], compress: true });
    expect(ftp).not.toHaveProperty('clientCertificate');
  }
  expect(targetProfileOf(copy, parseAddress('ftp://anna@a/y'))).toEqual(profileOf(copy.address, copy.options));
  const chosen = command('cp', 'ftp://anna@a/x', 'ftp://b/', ...own, '-O', 'logon=ask', '-O', 'ftp.account=ledger');
  expect(targetProfileOf(chosen, parseAddress('ftp://bert@b/'))).toMatchObject({ logon: { type: 'ask', user: 'bert' }, ftp: { account: 'ledger', postLogin: [] } });
});

it('gives each secret to its owner alone', () => {
  const { address, options } = command('ls', 'ftpes://anna@host', '-o', 'ftp.proxy={"kind":"open","host":"gate","user":"guest"}', '-o', 'ftp.clientCertificate={"file":"/keys/me.p12"}');
  const find = secretsFor(profileOf(address, options), null, { account: 'A', proxy: 'P', certificate: 'C', target: 'T', via: 'V', fresh: 'F' });
  expect([find('ftp-proxy://guest@gate:21'), find('/keys/me.p12'), find('/keys/other.p12')]).toEqual(['P', 'C', null]);
});

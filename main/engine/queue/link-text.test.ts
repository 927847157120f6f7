import { describe, expect, it } from 'vitest';
import { linkText, type KeptLink } from './link-text.ts';

const link = (text: string, change: Partial<KeptLink> = {}): KeptLink => ({ path: '/www/site/css/link', text, depth: 2, from: 'unix', to: 'unix', trusted: false, ...change });

describe('a link of a server', () => {
  it.each<[string, string | null]>([
    ['base.css', 'base.css'],
    ['./base.css', 'base.css'],
    ['../index.html', '../index.html'],
    ['..', '..'],
    ['.', '.'],
    ['/www/site/js/app.js', '../js/app.js'],
    ['/www/site', '..'],
    // Behind another link the detour would lead elsewhere.
    ['deep/er/../../base.css', 'base.css'],
    ['../../../../../../www/site/css/base.css', 'base.css'],
    ['../..', null],
    ['../../other', null],
    ['/etc', null],
    ['/', null],
    ['/www/site-too/x', null],
    ['../css/../../../etc/passwd', null],
  ])('to %s says %s', (text, kept) => {
    expect(linkText(link(text))).toBe(kept);
  });

  it('is written as the target writes its paths', () => {
    expect(linkText(link('../js/app.js', { to: 'windows' }))).toBe('..\\js\\app.js');
  });
});

it('keeps the user’s own links word for word, but for those that name a place in the folder by its whole path', () => {
  expect(linkText(link('../../../shared', { trusted: true }))).toBe('../../../shared');
  expect(linkText(link('/usr/bin/php', { trusted: true }))).toBe('/usr/bin/php');
  expect(linkText(link('/www/site/js', { trusted: true }))).toBe('../js');
  expect(linkText(link('..\\js', { trusted: true, path: 'C:\\site\\css\\link', from: 'windows' }))).toBe('../js');
});

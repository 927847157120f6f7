import { expect, it } from 'vitest';
import { profileSchema, type Profile } from '../../../shared/model/profile.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { Account } from '../account.ts';
import { createPaces, sitesLimit } from './paces.ts';

const site = (transfers: Partial<NonNullable<Profile['transfers']>> = {}) =>
  ({ profile: profileSchema.parse({ protocol: 'ftp', host: 'h', port: 21, logon: { type: 'anonymous' }, transfers }) }) as Account;

it('a copy between servers keeps to the limits down from one and up to the other', () => {
  const portion = (rates: { readonly uploadRate?: number; readonly downloadRate?: number }, from = site(), to = site()) =>
    createPaces(() => ({ ...settingsSchema.parse({}), rateLimits: true, ...rates })).across(from, to).portion();
  expect(portion({})).toBe(Number.POSITIVE_INFINITY);
  expect(portion({ uploadRate: 100_000, downloadRate: 200_000 })).toBe(10_000);
  expect(portion({ uploadRate: 200_000, downloadRate: 100_000 })).toBe(10_000);
  expect(portion({}, site({ downloadRate: 50_000 }), site({ uploadRate: 70_000 }))).toBe(5_000);
  // What each may in the other direction says nothing.
  expect(portion({}, site({ uploadRate: 50_000 }), site({ downloadRate: 70_000 }))).toBe(Number.POSITIVE_INFINITY);
});

it('a limit of either site keeps its copies from going directly', () => {
  expect([sitesLimit(site(), site()), sitesLimit(site({ downloadRate: 2_000 }), site()), sitesLimit(site(), site({ uploadRate: 2_000 })), sitesLimit(site({ uploadRate: 2_000 }), site({ downloadRate: 2_000 }))]).toEqual([false, true, true, false]);
});

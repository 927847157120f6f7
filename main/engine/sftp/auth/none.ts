import type { SignInMethod, SignInScene } from './method.ts';

/** Signs in without proof (RFC 4252 section 5.2): enough on open servers, and elsewhere the way to learn what the server wants. */
export function none({ user }: SignInScene): SignInMethod {
  let tried = false;
  return {
    name: 'none',
    next: () => {
      if (tried) return Promise.resolve(null);
      tried = true;
      return Promise.resolve({ type: 'none', username: user });
    },
  };
}

import type { Logon } from '../../../../shared/model/logon.ts';
import { unlock } from './key-file.ts';
import type { SignInMethod, SignInScene } from './method.ts';

/** Signs in by the word of this computer, proved with its own host key, that the user is who they say (RFC 4252 section 9). */
export function hostBased(scene: SignInScene, { keyFile, localHost, localUser }: Extract<Logon, { type: 'host-based' }>): SignInMethod {
  const { user, context } = scene;
  let tried = false;
  return {
    name: 'hostbased',
    next: async () => {
      if (tried) return null;
      tried = true;
      const key = await unlock(scene, keyFile);
      context.log('command', `Signing in as ${user}, for whom ${localUser} at ${localHost} vouches with the ${key.type} key of ${keyFile}`);
      // Servers compare names that are complete, which DNS marks by a dot at the end.
      return { type: 'hostbased', username: user, key, localHostname: localHost.endsWith('.') ? localHost : `${localHost}.`, localUsername: localUser };
    },
  };
}

import { access } from 'node:fs/promises';
import { Failure } from '../../session/failure.ts';
import type { SshIdentities } from '../../ssh-config/identities.ts';
import { keyFile } from './key-file.ts';
import type { SignInMethod, SignInScene } from './method.ts';

/**
 * The keys that ssh_config names for this server, one after the other. As with ssh, one that is not there, cannot be read or stays locked is
 * passed over: there are other ways.
 */
export function configuredKeys(scene: SignInScene, { keyFiles }: SshIdentities): SignInMethod {
  const { context } = scene;
  const methods = keyFiles.map((path) => {
    const password = context.secretOf({ label: path, question: { kind: 'passphrase', keyFile: path } });
    return { path, method: keyFile({ ...scene, context: { ...context, password } }, path) };
  });
  const attempt = async ({ path, method }: (typeof methods)[number]): ReturnType<SignInMethod['next']> => {
    try {
      await access(path);
    } catch {
      context.log('trace', `The key file ${path} is not there.`);
      return null;
    }
    try {
      return await method.next();
    } catch (problem) {
      if (!(problem instanceof Failure) || problem.data.reason === 'cancelled') throw problem;
      context.log('error', `${problem.message} Signing in goes on without it.`);
      return null;
    }
  };
  return {
    name: 'publickey',
    next: async () => {
      for (let current = methods[0]; current !== undefined; current = methods[0]) {
        const next = await attempt(current);
        if (next !== null) return next;
        methods.shift();
      }
      return null;
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { describeSession } from '../session/conformance.ts';
import { setDiskPace } from './disk-pace.ts';
import { openLocal } from './open.ts';

async function openInFreshFolder(pace: 'quick' | 'slow') {
  setDiskPace(pace);
  const root = await mkdtemp(join(tmpdir(), 'hawser-local-'));
  const session = openLocal();
  return {
    session,
    root,
    localRoot: root,
    close: async () => {
      await session.close();
      await rm(root, { recursive: true });
    },
  };
}

describe('the local disk', () => {
  describeSession('quick', () => openInFreshFolder('quick'));
  describeSession('slow', () => openInFreshFolder('slow'));
});

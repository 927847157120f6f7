import { defineConfig } from 'vitest/config';

const everywhere = ['shared', 'main', 'app', 'build', 'bench', 'e2e'];

// Run by `npm test`, inside Electron's Node. Names of the projects are the stages there.
export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: everywhere.map((room) => `${room}/**/*.test.ts`),
          exclude: ['**/*.integration.test.ts'],
          environment: 'node',
          // Keys are made and a hundred thousand rows entered; on a shared machine that may take longer than five seconds.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['build/test/jsdom-setup.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: [...everywhere, 'renderer'].map((room) => `${room}/**/*.integration.test.ts`),
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          // Real servers on a shared machine answer late now and then. What needs its second try is printed as such, and is a defect to look at.
          retry: process.env['CI'] === undefined ? 0 : 1,
        },
      },
    ],
  },
});


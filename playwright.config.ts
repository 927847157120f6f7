import { defineConfig } from '@playwright/test';

// Run by `npm test`, which bundles the app, gives it a hidden screen, and says in the environment where runtime and servers are.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  fullyParallel: false,
  workers: 2,
});


import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/editor/**', 'test/oracle/**', 'test/workspaces/**'],
    globalSetup: ['test/support/content-cache.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/editor/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // A real window can lose the keyboard to something the system does; a defect fails twice.
    retry: 1,
    fileParallelism: false,
    pool: 'forks',
  },
});

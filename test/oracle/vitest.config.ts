import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/oracle/*.oracle.ts'], globalSetup: ['test/support/content-cache.ts'], testTimeout: 300_000, hookTimeout: 120_000 } });

import { defineConfig } from 'vitest/config';

const slow = 120_000;

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          maxWorkers: '100%',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/bench/**'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          // One window at a time: they share a display, and timings would lie.
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: slow,
          hookTimeout: slow,
        },
      },
    ],
  },
});

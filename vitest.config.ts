import { defineConfig } from 'vitest/config';

const ALL = '**/{src,test}/**/*.test.ts';
/** Minutes at a time: ends a hang. Tests start heavy processes on whatever machine there is. */
const LONG = '**/*.long.test.ts';
/** Tests that start processes. */
const PROCESSES = '**/test/{contract,e2e}/**/*.test.ts';
const NOT_OURS = ['**/node_modules/**', '**/dist/**'];
/** Only ends a hang; no test may come near it, however slow the machine is. */
const LIMIT = 15 * 60_000;

const project = (name: string, include: string, exclude: readonly string[], isolate: boolean) => ({
  extends: true as const,
  test: { name, include: [include], exclude: [...NOT_OURS, ...exclude], isolate },
});

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: LIMIT,
    hookTimeout: LIMIT,
    teardownTimeout: LIMIT,
    projects: [
      // Without processes of their own, these share one process.
      project('unit', ALL, [PROCESSES, LONG], false),
      project('e2e', PROCESSES, [LONG], true),
      project('long', LONG, [], true),
    ],
  },
});

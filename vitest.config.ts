import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.ts',
      'tools/*/{src,test}/**/*.test.ts',
    ],
    pool: 'forks',
    // Real processes are started and waited for; machines are shared and slow at times.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

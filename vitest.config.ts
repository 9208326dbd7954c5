import { defineConfig } from 'vitest/config';
import { CountReporter } from './scripts/count-reporter.ts';

/** `unit`: the tests beside the source, quick and without processes; `system`: processes, sockets, whole polls. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', new CountReporter()],
    setupFiles: ['test/guard/loopback-only.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['src/**/*.test.ts', 'test/guard/*.test.ts'], testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/{contract,scenario,fixtures,process}/**/*.test.ts'],
          testTimeout: 120_000,
          // Processes and their deadlines of a second or two: a machine that stalls once is no failure.
          retry: 1,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

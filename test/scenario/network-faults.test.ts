import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { networkFaults } from '../../src/lab/network/faults.ts';
import type { NetworkFault } from '../../src/lab/network/fault.ts';
import { inNetwork, networkExercises, openNetwork } from '../../src/lab/network/exercises.ts';
import { namespaceObstacle } from '../../src/lab/network/host-tools.ts';
import type { Outcome } from './exercise-polls.ts';

const obstacle = await namespaceObstacle();
if (obstacle !== null) console.warn(`SKIPPED: faults of the network need namespaces: ${JSON.stringify(obstacle)}`);

const child = fileURLToPath(new URL('network-faults.child.ts', import.meta.url));

/** What became of the faults, by id, polled on the near side of a network that has them all. */
async function meet(faults: readonly NetworkFault[]): Promise<Readonly<Record<string, Outcome>>> {
  const site = await openNetwork(faults, Date.now());
  try {
    const met = faults.map((fault) => {
      const { settings, environment, canary } = inNetwork(fault, site);
      return { id: fault.id, settings, environment, canary };
    });
    const argv = [...site.inside, process.execPath, child, JSON.stringify(met)];
    const running = spawn(argv[0] ?? '', argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    running.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    running.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    await once(running, 'close');
    if (running.exitCode !== 0) throw new Error(`the near side ended with ${running.exitCode}: ${errors}`);
    return JSON.parse(out) as Record<string, Outcome>;
  } finally {
    await site.close();
  }
}

/** The longest that a poll with its probes may take, milliseconds. */
const limit = 30_000;

describe.skipIf(obstacle !== null)('a poll through a network that', () => {
  const outcomes: Record<string, Outcome> = {};
  beforeAll(async () => {
    const groups = [
      networkFaults.filter(({ alone }) => alone === undefined),
      ...networkFaults.filter(({ alone }) => alone === true).map((fault) => [fault]),
    ];
    for (const found of await Promise.all(groups.map(meet))) Object.assign(outcomes, found);
  }, 120_000);

  it.each(networkExercises.map((exercise) => [exercise.id, exercise.title, exercise] as const))(
    '%s: %s',
    (id, _title, exercise) => {
      const outcome = outcomes[id];
      expect([outcome?.afterPoll, outcome?.afterProbe], `${outcome?.message}`).toEqual([
        exercise.afterPoll,
        exercise.afterProbe,
      ]);
      expect(outcome?.ms).toBeLessThan(limit);
      if (exercise.afterPoll === null) expect(outcome?.values.length).toBeGreaterThan(100);
      if (exercise.warns !== undefined) expect(outcome?.warnings).toContain(exercise.warns);
    },
  );
});

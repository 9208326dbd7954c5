import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { firstPolicy } from '../config/policy-file.ts';
import { LiveRules } from './live-rules.ts';

function live() {
  const directory = tempDirectory();
  const policy = join(directory, 'policy.yaml');
  const exemptions = join(directory, 'exemptions.yaml');
  const failures: string[] = [];
  const clock = new ManualClock();
  const rules = new LiveRules({ policy, exemptions, clock, failed: ({ message }) => failures.push(message) });
  return { policy, exemptions, failures, clock, rules };
}

it('rules are the first ones where there are no files, and those of the files within a second of a change', async () => {
  const { policy, exemptions, rules, clock } = live();
  const stop = new AbortController();
  const running = rules.run(stop.signal);
  await clock.advance(0);
  expect(rules.rules).toEqual({ policy: firstPolicy, exemptions: [] });
  writeFileSync(policy, 'mode: enforce\nrules: []');
  writeFileSync(exemptions, 'exemptions: [{id: e, tag: x, owner: o, reason: r}]');
  await rules.refresh();
  expect(rules.rules).toMatchObject({ policy: { mode: 'enforce', rules: [] }, exemptions: [{ id: 'e' }] });
  rmSync(policy);
  await rules.refresh();
  expect(rules.rules.policy).toEqual(firstPolicy);
  stop.abort();
  await running;
});

it('a file with a mistake is told once, and leaves in force what was', async () => {
  const { policy, rules, failures } = live();
  writeFileSync(policy, 'mode: enforce');
  await rules.refresh();
  writeFileSync(policy, 'mode: enforced');
  await rules.refresh();
  await rules.refresh();
  expect(failures).toEqual(['policy.yaml:1:7: mode must be one of monitor, enforce']);
  expect(rules.rules.policy.mode).toBe('enforce');
});

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { tryLock } from '../host/file-lock.ts';
import { carryOut, takeBackInterrupted, type Applied, type Plan } from './applying.ts';

/** Sources that are changed all at once; `meets` stands for what happens then. */
class Sources implements Applied {
  revision = 7;
  meets: () => void = () => undefined;
  applied: Plan['sources'] = [];

  async sourcesRevision() {
    return this.revision;
  }

  async applySources(changes: Plan['sources']) {
    this.meets();
    this.applied = changes;
    this.revision += 1;
  }
}

function planned() {
  const root = tempDirectory();
  const [undo, policy, trust] = [join(root, 'undo.json'), join(root, 'policy.yaml'), join(root, 'trust.yaml')];
  const before = '# mine\nmode: monitor\n';
  writeFileSync(policy, before);
  const files = [
    { path: policy, text: 'mode: enforce\n' },
    { path: trust, text: 'system: false\n' },
  ];
  const settings = { name: 'new', password: 'CANARY' };
  const plan: Plan = { files, sources: [{ kind: 'add', name: 'new', settings, suspended: false }] };
  const said = () => [readFileSync(policy, 'utf8'), existsSync(trust)];
  return {
    undo,
    policy,
    trust,
    plan,
    sources: new Sources(),
    said,
    old: [before, false],
    all: ['mode: enforce\n', true],
  };
}

it('a configuration is applied whole, and nothing of it lies about then', async () => {
  const { undo, plan, sources, said, all } = planned();
  sources.meets = () => {
    expect(statSync(undo).mode & 0o777).toBe(0o600);
    expect(readFileSync(undo, 'utf8'), 'no secret of a source').not.toContain('CANARY');
  };
  await carryOut(sources, plan, undo);
  expect([said(), sources.applied]).toEqual([all, plan.sources]);
  expect(existsSync(undo)).toBe(false);
});

it('one whose sources are refused leaves every file as it was, comments too', async () => {
  const { undo, plan, sources, said, old } = planned();
  sources.meets = () => {
    throw new Error('refused');
  };
  await expect(carryOut(sources, plan, undo)).rejects.toThrow('refused');
  expect(said()).toEqual(old);
  expect(existsSync(undo)).toBe(false);
});

/** Leaves what a process leaves that dies where it stands. */
async function killedAt(world: ReturnType<typeof planned>, where: 'before' | 'after'): Promise<void> {
  const { undo, plan, sources } = world;
  let left = '';
  sources.meets = () => {
    left = readFileSync(undo, 'utf8');
  };
  await carryOut(sources, plan, undo);
  if (where === 'before') sources.revision -= 1;
  writeFileSync(undo, left);
}

it('one that was killed before its sources changed is taken back, once', async () => {
  const world = planned();
  await killedAt(world, 'before');
  expect(await takeBackInterrupted(world.sources, world.undo)).toEqual([world.policy, world.trust]);
  expect(world.said()).toEqual(world.old);
  expect(await takeBackInterrupted(world.sources, world.undo)).toEqual([]);
});

it('one that was killed afterwards was done, and what somebody has written since stays', async () => {
  const world = planned();
  await killedAt(world, 'after');
  expect(await takeBackInterrupted(world.sources, world.undo)).toEqual([]);
  expect(world.said()).toEqual(world.all);
  const other = planned();
  await killedAt(other, 'before');
  writeFileSync(other.policy, 'mode: enforce # by hand\n');
  expect(await takeBackInterrupted(other.sources, other.undo)).toEqual([other.trust]);
  expect(readFileSync(other.policy, 'utf8')).toBe('mode: enforce # by hand\n');
});

it('one is applied at a time, and what is under way is not taken back', async () => {
  const world = planned();
  await killedAt(world, 'before');
  const lock = tryLock(`${world.undo}.lock`);
  await expect(carryOut(world.sources, world.plan, world.undo)).rejects.toMatchObject({ code: 'gate/apply-running' });
  expect(await takeBackInterrupted(world.sources, world.undo)).toEqual([]);
  expect(world.said()).toEqual(world.all);
  lock?.release();
  expect(await takeBackInterrupted(world.sources, world.undo)).toHaveLength(2);
});

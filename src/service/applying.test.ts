import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { Failure } from '../base/failure.ts';
import type { JsonObject } from '../config/plain.ts';
import { tryLock } from '../host/file-lock.ts';
import { carryOut, finishApplying, type Applied, type Plan } from './applying.ts';

/** Sources in memory; the `dies`th change finds the process gone. */
class Sources {
  readonly kept = new Map<string, JsonObject>([
    ['old', { url: 'https://old.example/' }],
    ['gone', { url: 'https://gone.example/' }],
  ]);
  dies = Number.POSITIVE_INFINITY;

  #change(): void {
    this.dies -= 1;
    if (this.dies < 0) throw new Error('killed');
  }

  readonly service = {
    listSources: async () => [...this.kept].map(([name]) => ({ name })),
    addSource: async (settings: JsonObject) => {
      this.#change();
      const name = JSON.stringify(settings['name']).slice(1, -1);
      if (this.kept.has(name)) throw new Error(`there is ${name} already`);
      this.kept.set(name, settings);
    },
    editSource: async (name: string, changes: JsonObject, reset: boolean | null) => {
      if ('collection' in changes && reset === null) {
        const fields = { stage: 'config', fault: 'operator', retry: 'after-change', evidence: {} } as const;
        throw new Failure({ code: 'config/cursor-reset-needed', message: 'decide', ...fields });
      }
      this.#change();
      this.kept.set(name, { ...this.kept.get(name), ...changes });
    },
    removeSource: async (name: string) => {
      this.#change();
      if (!this.kept.delete(name)) throw new Error(`there is no ${name}`);
    },
  } as unknown as Applied;
}

function planned() {
  const root = tempDirectory();
  const policy = join(root, 'policy.yaml');
  const plan: Plan = {
    sources: [
      { kind: 'add', name: 'new', settings: { name: 'new', secret: 'CANARY' } },
      { kind: 'edit', name: 'old', changes: { collection: 'c' } },
      { kind: 'remove', name: 'gone' },
    ],
    files: [{ path: policy, text: 'mode: enforce\n' }],
  };
  return { plan, policy, pending: join(root, 'applying.json'), sources: new Sources() };
}

const whole = [
  ['old', { url: 'https://old.example/', collection: 'c' }],
  ['new', { name: 'new', secret: 'CANARY' }],
];

describe('a configuration', () => {
  it('is applied whole, and nothing of it lies about then', async () => {
    const { plan, policy, pending, sources } = planned();
    await carryOut(sources.service, plan, pending);
    expect([...sources.kept]).toEqual(whole);
    expect(readFileSync(policy, 'utf8')).toBe('mode: enforce\n');
    expect(existsSync(pending)).toBe(false);
    expect(await finishApplying(sources.service, pending)).toBe(false);
  });

  it.each([0, 1, 2])('whose application ends after %i changes is applied whole by the next who looks', async (dies) => {
    const { plan, pending, sources } = planned();
    sources.dies = dies;
    await expect(carryOut(sources.service, plan, pending)).rejects.toThrow('killed');
    expect(statSync(pending).mode & 0o777).toBe(0o600);
    await expect(finishApplying(sources.service, pending), 'it stays while it cannot be').rejects.toThrow('killed');
    sources.dies = Number.POSITIVE_INFINITY;
    expect(await finishApplying(sources.service, pending)).toBe(true);
    expect([...sources.kept]).toEqual(whole);
    expect(existsSync(pending)).toBe(false);
  });

  it('is applied by one at a time', async () => {
    const { plan, pending, sources } = planned();
    mkdirSync(join(pending, '..'), { recursive: true });
    const lock = tryLock(`${pending}.lock`);
    await expect(carryOut(sources.service, plan, pending)).rejects.toMatchObject({ code: 'gate/apply-running' });
    writeFileSync(pending, JSON.stringify(plan));
    expect(await finishApplying(sources.service, pending)).toBe(false);
    expect(sources.kept.has('new')).toBe(false);
    lock?.release();
    expect(await finishApplying(sources.service, pending)).toBe(true);
  });
});

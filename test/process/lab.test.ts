import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { namespaceObstacle } from '../../src/lab/network/host-tools.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { descendants, feedgate, launch, until } from './feedgate.ts';

const obstacle = await namespaceObstacle();
if (obstacle !== null) console.warn(`SKIPPED: practice networks need namespaces: ${JSON.stringify(obstacle)}`);

/** Network namespaces that processes are in, by the kernel's names. */
function namespaces(): Set<string> {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/ns/net`);
      } catch {
        return '';
      }
    });
  return new Set(found);
}

interface LabRun {
  /** Where it makes its throw-away directory. */
  readonly temporary: string;
  readonly child: ReturnType<typeof launch>;
  readonly told: () => string;
}

/** A lab that runs; what it says is kept. */
function runLab(...args: readonly string[]): LabRun {
  const temporary = tempDirectory();
  const child = launch(tempDirectory(), ['lab', ...args], { TMPDIR: temporary });
  let told = '';
  child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  return { temporary, child, told: () => told };
}

const stops = /Ctrl-C stops/;

describe('lab run', () => {
  it('polls at once, serves until Ctrl-C, and leaves nothing', async () => {
    const { temporary, child, told } = runLab('run', 'http-404', '--with-source');
    await until(() => stops.exec(told()) ?? undefined, 'the lab serves', 40_000);
    expect(told()).toContain('[http/404]');
    expect(readdirSync(temporary)).toHaveLength(1);
    child.kill('SIGINT');
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
  it.skipIf(obstacle !== null)('makes networks that go with it, even when it is killed', async () => {
    const before = namespaces();
    const { child, told } = runLab('run', 'net-port-dropped');
    await until(() => stops.exec(told()) ?? undefined, 'the lab serves', 40_000);
    expect(told()).toMatch(/nsenter --target=\d+ --net --mount -- feedgate poll lab-net-port-dropped --data /);
    const made = [...namespaces()].filter((each) => !before.has(each));
    expect(made).toHaveLength(2);
    const helpers = descendants(child.pid ?? 0);
    expect(helpers.length).toBeGreaterThanOrEqual(3);
    child.kill('SIGKILL');
    await until(() => [...namespaces()].every((each) => !made.includes(each)) || undefined, 'the networks are gone');
  });
});

describe('lab drill', () => {
  it('tells the symptom and no more to whoever cannot be asked', async () => {
    const { code, stdout } = await feedgate(tempDirectory(), ['lab', 'drill', '--fault', 'dns-servfail', '--no-input']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/The source "drill" is red: a poll gave up after [\d.]+ s/);
    expect(stdout).not.toContain('dns/servfail');
    expect(stdout).toContain('feedgate lab drill --fault dns-servfail --answer');
  });
});

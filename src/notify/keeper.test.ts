import { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertsOf, noon, problem } from '../../test/fakes/alerting.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import type { Notice } from '../alert/book.ts';
import type { Problem } from '../alert/problem.ts';
import type { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';
import { Keeper } from './keeper.ts';
import { listed } from './listed.ts';
import { readKept } from './kept-file.ts';

const minute = 60_000;
const two = `channels:
  webhook:
    - { name: ops, url: "https://alerts.example/a" }
    - { name: night, url: "https://alerts.example/b", minimumSeverity: critical }`;

/** A daemon's alerts with a receiver that can be broken. */
class Stage {
  readonly clock = new ManualClock(noon);
  readonly log = new MemoryLog();
  settings = alertsOf(two);
  /** Why the file cannot be read. */
  mistake: Failure | null = null;
  readonly file: string;
  problems: readonly Problem[] = [];
  broken: Failure | null = null;
  readonly got: string[] = [];
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(file = join(tempDirectory(), 'alerts.json')) {
    this.file = file;
  }

  start(): void {
    this.#stop = new AbortController();
    const keeper = new Keeper({
      file: this.file,
      clock: this.clock,
      log: this.log,
      settings: () => {
        if (this.mistake !== null) throw this.mistake;
        return this.settings;
      },
      look: async () => ({ now: this.clock.now(), seen: new Set(['sources', 'channels']), problems: this.problems }),
      send: async ({ name }, notice) => {
        this.#take(name, notice);
        return [];
      },
    });
    this.#running = keeper.run(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  #take(name: string, { kind, severity, alert }: Notice): void {
    if (this.broken !== null) throw this.broken;
    this.got.push(`${name}: ${kind} ${severity} ${alert.cause}`);
  }
}

describe('the alerts of a daemon', () => {
  it('reach the channels that they are for, and are told in the log', async () => {
    const stage = new Stage();
    stage.start();
    stage.problems = [problem('phish'), problem('malware')];
    await stage.clock.advance(3 * minute);
    expect(stage.got).toEqual(['ops: opened warning proxy proxy.example:8080']);
    expect(stage.log.lines.join('\n')).toMatch(/^Warning: alert: Feedgate warning: .* \(2 sources: phish, malware\)/m);
    stage.problems = [];
    await stage.clock.advance(20 * minute);
    expect(stage.got).toEqual([
      'ops: opened warning proxy proxy.example:8080',
      'ops: recovered warning proxy proxy.example:8080',
    ]);
    await stage.stop();
  });

  it('wait for a receiver that is away, over a restart too, and arrive once', async () => {
    const stage = new Stage();
    stage.broken = fail('alert/webhook-status', 'the server answered 503');
    stage.start();
    stage.problems = [problem('phish')];
    await stage.clock.advance(10 * minute);
    await stage.stop();
    const waiting = listed(readKept(stage.file), stage.settings);
    expect(waiting.channels).toMatchObject([
      { name: 'ops', failure: { code: 'alert/webhook-status' }, sentAt: null },
      { name: 'night', waiting: 0, failure: null },
    ]);
    expect(waiting.alerts.find(({ area }) => area === 'sources')).toMatchObject({ state: 'open', told: [] });
    stage.broken = null;
    stage.start();
    await stage.clock.advance(90 * minute);
    expect(stage.got.filter((each) => each.includes('proxy'))).toEqual([
      'ops: opened warning proxy proxy.example:8080',
    ]);
    const after = listed(readKept(stage.file), stage.settings);
    expect(after.channels).toMatchObject([{ waiting: 0, failures: 0, failure: null }, { waiting: 0 }]);
    expect(after.alerts).toMatchObject([{ area: 'sources', told: ['ops'] }]);
    const more = alertsOf(`${two}\n    - { name: late, url: "https://alerts.example/c" }`);
    expect(listed(readKept(stage.file), more).alerts).toMatchObject([{ told: ['ops'] }]);
    await stage.stop();
  });

  it('of a failing channel are told once in the log, and by the other channels', async () => {
    const stage = new Stage();
    stage.broken = fail('alert/webhook-unreachable', 'no route');
    stage.start();
    stage.problems = [problem('phish')];
    await stage.clock.advance(60 * minute);
    const told = stage.log.lines.filter((line) => line.includes('no route; tried again later'));
    expect(told).toHaveLength(1);
    expect(listed(readKept(stage.file), stage.settings).alerts.map(({ cause }) => cause)).toContain('channel ops');
    await stage.stop();
  });

  it('never hold more than 200 notices for a channel', async () => {
    const stage = new Stage();
    stage.broken = fail('alert/webhook-unreachable', 'no route');
    stage.start();
    for (let i = 0; i < 9; i += 1) {
      stage.problems = Array.from({ length: 20 }, (_, j) => problem(`s${i}-${j}`, { cause: `server ${i}-${j}` }));
      await stage.clock.advance(2 * minute);
      stage.problems = [];
      await stage.clock.advance(20 * minute);
    }
    const { channels } = listed(readKept(stage.file), stage.settings);
    expect(channels[0]?.waiting).toBe(200);
    expect(channels[0]?.dropped).toBeGreaterThan(100);
    expect(stage.log.lines.some((line) => line.includes('alert/dropped'))).toBe(true);
    await stage.stop();
  });

  it('go on by the settings before while the file has a mistake, which is told once', async () => {
    const stage = new Stage();
    stage.start();
    await stage.clock.advance(minute);
    stage.mistake = fail('alert/channel-unusable', 'feedgate.yaml:3:1: there is no setting "x"');
    stage.problems = [problem('phish')];
    await stage.clock.advance(5 * minute);
    expect(stage.got).toHaveLength(1);
    expect(stage.log.lines.filter((line) => line.includes('feedgate.yaml:3:1'))).toHaveLength(1);
    await stage.stop();
  });

  it('begin anew where their memory is damaged, and keep the damaged file', async () => {
    const file = join(tempDirectory(), 'alerts.json');
    writeFileSync(file, '{"version":1,"book":');
    const stage = new Stage(file);
    stage.start();
    await stage.clock.advance(minute);
    expect(stage.log.lines.join('\n')).toContain('[alert/memory-bad]');
    expect(readFileSync(`${file}.bad`, 'utf8')).toBe('{"version":1,"book":');
    expect(existsSync(file)).toBe(true);
    await stage.stop();
  });
});

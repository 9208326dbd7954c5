import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { dataPaths } from '../host/paths.ts';
import { systemClock } from '../host/clock.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { settingsCodec } from '../config/codec.ts';
import { KeyRing } from '../secrets/key-ring.ts';
import { checkBackup } from './check.ts';
import { fail } from './conditions.ts';
import { makeInChild } from './in-child.ts';
import { BackupKeeper, type Schedule } from './keeper.ts';
import { listBackups } from './listed.ts';
import { makeBackup } from './make.ts';
import { makeScheduled, scheduledName } from './scheduled.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const signal = new AbortController().signal;

/** A data directory with a real store, and the keeper of a daemon on it. */
class Stage {
  readonly clock = new ManualClock();
  readonly log = new MemoryLog();
  readonly paths = dataPaths(join(tempDirectory(), 'data'));
  schedule: Schedule | null = { everyMs: day, keep: 2, directory: this.paths.backups };
  free = Infinity;
  broken: Error | null = null;
  mistake: Error | null = null;
  tries = 0;
  keeper = this.restarted();

  async open(): Promise<this> {
    mkdirSync(this.paths.root);
    const ring = new KeyRing({ places: () => [{ kind: 'data', path: this.paths.secretKey }], clock: this.clock });
    const { database: file } = this.paths;
    const store = await openSqliteStore({ file, codec: settingsCodec(ring), clock: this.clock });
    await store.close();
    return this;
  }

  restarted(): BackupKeeper {
    const { clock, log, paths } = this;
    return new BackupKeeper({
      paths,
      clock,
      log,
      schedule: () => {
        if (this.mistake !== null) throw this.mistake;
        return this.schedule;
      },
      make: async (target) => {
        this.tries += 1;
        if (this.broken !== null) throw this.broken;
        const { files } = await makeScheduled({ paths, target, version: '9', clock });
        return files.length;
      },
      free: async () => this.free,
    });
  }

  /** Time goes by, and the keeper looks. */
  async after(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await this.keeper.look(signal);
  }

  get names(): string[] {
    return readdirSync(this.paths.backups).toSorted();
  }
}

const staged = () => new Stage().open();

describe('the backups of a daemon', () => {
  it('are off where no settings ask for them', async () => {
    const stage = await staged();
    stage.schedule = null;
    await stage.after(0);
    expect(stage.tries).toBe(0);
  });

  it('begin at once, are whole, and go on by the age of the newest, across restarts', async () => {
    const stage = await staged();
    await stage.after(0);
    const first = scheduledName(stage.clock.now());
    expect(stage.names).toEqual([first]);
    expect((await checkBackup(join(stage.paths.backups, first))).withKeys).toBe(false);
    expect(stage.log.lines.join()).toMatch(/^Info: backed up to .*scheduled-\S+: 1 bytes, read again$/);
    await stage.after(day - 1);
    stage.keeper = stage.restarted();
    await stage.after(0);
    expect(stage.names).toEqual([first]);
    await stage.after(1);
    expect(stage.names).toHaveLength(2);
  });

  it('keep as many as are wanted, and all that somebody made by hand', async () => {
    const stage = await staged();
    const { paths, clock } = stage;
    const target = join(paths.backups, 'monday');
    await makeBackup({ paths, target, version: '9', clock, keys: () => [], withKeys: false });
    for (let i = 0; i < 4; i += 1) await stage.after(day);
    const now = clock.now();
    expect(stage.names).toEqual(['monday', scheduledName(now - day), scheduledName(now)]);
    expect(stage.log.lines.at(-1)).toMatch(/, 1 older removed$/);
  });

  it('remove no good one in favour of a damaged one', async () => {
    const stage = await staged();
    await stage.after(0);
    const first = scheduledName(stage.clock.now());
    await stage.after(day);
    const second = scheduledName(stage.clock.now());
    rmSync(join(stage.paths.backups, second, 'feedgate.db'));
    // The damaged one does not count, so another is made at once, and the good ones are two.
    await stage.after(1000);
    expect(stage.names).toContain(first);
    expect(listBackups(stage.paths.backups).filter(({ failure }) => failure === null)).toHaveLength(2);
  });

  it('are not put off by one that a wrong clock dated into the future', async () => {
    const stage = await staged();
    stage.schedule = { everyMs: day, keep: 1, directory: stage.paths.backups };
    stage.clock.jump(365 * day);
    await stage.after(0);
    stage.clock.jump(-365 * day);
    await stage.after(0);
    await stage.after(minute);
    expect(stage.tries).toBe(2);
    expect(stage.names).toHaveLength(2);
  });

  it('need room before they begin', async () => {
    const stage = await staged();
    stage.free = 1_000_000;
    await stage.after(0);
    expect(stage.tries).toBe(0);
    expect(stage.names).toEqual([]);
    expect(stage.log.lines.join()).toMatch(
      /^Warning: writing a backup to .*: 1000000 bytes are free, \d+ are needed; tried again in 15 min.*\[backup\/no-space\]$/,
    );
  });

  it('need a directory that can be made', async () => {
    const stage = await staged();
    writeFileSync(join(stage.paths.root, 'file'), '');
    stage.schedule = { everyMs: day, keep: 1, directory: join(stage.paths.root, 'file', 'backup') };
    await stage.after(0);
    expect(stage.log.lines.join()).toMatch(/ENOTDIR.*\[backup\/unwritable\]$/);
  });

  it('that fail are told once, and tried again less and less often', async () => {
    const stage = await staged();
    stage.broken = fail('backup/broken-off', 'writing a backup: its process ended with SIGKILL');
    await stage.after(0);
    const waits = [15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour, 6 * hour];
    for (const [i, wait] of waits.entries()) {
      await stage.after(wait - 1);
      expect(stage.tries).toBe(i + 1);
      await stage.after(1);
      expect(stage.tries).toBe(i + 2);
    }
    expect(stage.log.lines).toHaveLength(1);
    stage.broken = null;
    await stage.after(6 * hour);
    expect(stage.names).toHaveLength(1);
  });

  it('tell settings that cannot be read once', async () => {
    const stage = await staged();
    stage.mistake = fail('backup/none', 'feedgate.yaml:1:1: what is this');
    await stage.after(0);
    await stage.after(minute);
    expect(stage.log.lines).toEqual(['Warning: feedgate.yaml:1:1: what is this [backup/none]']);
  });

  it('clear away what a killed one has left, and nothing else', async () => {
    const stage = await staged();
    const half = `${scheduledName(stage.clock.now() - 1)}.partial`;
    for (const name of [half, `${half}.partial`, 'monday.partial']) {
      mkdirSync(join(stage.paths.backups, name), { recursive: true });
      writeFileSync(join(stage.paths.backups, name, 'backup.json'), '{}');
    }
    expect(listBackups(stage.paths.backups)).toEqual([]);
    await stage.after(0);
    expect(stage.names).toEqual(['monday.partial', scheduledName(stage.clock.now())]);
  });

  it('run until they are told to stop', async () => {
    const stage = await staged();
    const stopping = new AbortController();
    const running = stage.keeper.run(stopping.signal);
    stopping.abort();
    await running;
    expect(stage.names).toHaveLength(1);
  });
});

describe('the process that makes a backup', () => {
  it('makes one, and passes its failure on', async () => {
    const { paths } = await staged();
    const root = paths.root;
    const target = join(paths.backups, scheduledName(systemClock.now()));
    const bytes = await makeInChild({ root, target, version: '9' }, signal);
    const { files } = await checkBackup(target);
    expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBe(bytes);
    writeFileSync(paths.database, 'no database');
    await expect(makeInChild({ root, target: `${target}1`, version: '9' }, signal)).rejects.toMatchObject({
      code: 'host/db-corrupt',
    });
    expect(readdirSync(paths.backups)).toHaveLength(1);
  }, 60_000);

  it('that is killed has made none', async () => {
    const { paths } = await staged();
    const stopping = new AbortController();
    const target = join(paths.backups, scheduledName(systemClock.now()));
    const making = makeInChild({ root: paths.root, target, version: '9' }, stopping.signal);
    stopping.abort();
    await expect(making).rejects.toMatchObject({ code: 'backup/broken-off' });
    expect(listBackups(paths.backups)).toEqual([]);
  }, 60_000);
});

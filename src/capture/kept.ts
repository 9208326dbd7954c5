import {
  appendFileSync,
  chownSync,
  existsSync,
  copyFileSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  chmodSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { quote } from '../base/text.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { processAlive } from '../host/process.ts';
import { fail } from './conditions.ts';
import { isCaptureId, parseRecord, type CaptureRecord } from './record.ts';

/** What is kept at most; the oldest goes first. */
export const keptLimits = { captures: 20, bytes: 200_000_000 } as const;

/** The captures of a data directory: a file of packets and a record each. */
export class KeptCaptures {
  readonly #directory: string;
  readonly #clock: Clock;

  constructor(directory: string, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
  }

  /** Makes the directory (0700), for the owner of what it lies in. */
  open(): void {
    const made = mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    if (made === undefined || process.getuid?.() !== 0) return;
    const { uid, gid } = statSync(join(this.#directory, '..'));
    chownSync(this.#directory, uid, gid);
  }

  /** Where the packets of a capture are. */
  fileOf(id: string): string {
    return join(this.#directory, `${id}.pcap`);
  }

  /** Where the keys of its TLS connections are, where they were wanted. */
  keysOf(id: string): string {
    return join(this.#directory, `${id}.keys`);
  }

  /** What is locked while packets of a source are captured. */
  lockOf(source: string): string {
    return join(this.#directory, `source-${source}.lock`);
  }

  save(record: CaptureRecord): void {
    replaceFile(this.#recordOf(record.id), `${JSON.stringify(record, null, 2)}\n`);
  }

  /** Every capture, the oldest first. */
  list(): readonly CaptureRecord[] {
    return this.#names()
      .filter((name) => name.endsWith('.json') && isCaptureId(name.slice(0, -5)))
      .toSorted()
      .flatMap((name) => this.#read(name.slice(0, -5)) ?? []);
  }

  /** @throws Failure `capture/no-such` */
  get(id: string): CaptureRecord {
    const found = isCaptureId(id) ? this.#read(id) : null;
    if (found !== null) return found;
    throw fail('capture/no-such', `there is no capture ${quote(id, 40)}`, { evidence: { id: id.slice(0, 40) } });
  }

  /** @throws Failure `capture/running` */
  remove({ id, source, ended, tool }: CaptureRecord): void {
    if (ended === null && tool !== null && processAlive(tool)) throw runningAlready(source);
    rmSync(this.#recordOf(id), { force: true });
    rmSync(this.fileOf(id), { force: true });
    rmSync(this.keysOf(id), { force: true });
  }

  /** Copies the packets to a new file (0600). False where something is there already. */
  copy({ id }: CaptureRecord, target: string): boolean {
    return copyNew(this.fileOf(id), target);
  }

  /** Writes down the keys of TLS connections (0600); more are added to those that are there. */
  addKeys(id: string, lines: readonly string[]): void {
    appendFileSync(this.keysOf(id), lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  }

  /** Copies the keys to a new file (0600). `null` where there are none, false where something is there already. */
  copyKeys({ id }: CaptureRecord, target: string): boolean | null {
    return existsSync(this.keysOf(id)) ? copyNew(this.keysOf(id), target) : null;
  }

  /** Removes the oldest until one more capture of this size fits. Those that run are left. */
  makeRoom(bytes: number): void {
    const done = this.list().filter(({ ended }) => ended !== null);
    let sum = done.reduce((total, each) => total + each.bytes, 0);
    let count = done.length;
    for (const each of done) {
      if (count < keptLimits.captures && sum + bytes <= keptLimits.bytes) return;
      this.remove(each);
      sum -= each.bytes;
      count -= 1;
    }
  }

  /**
   * Ends what a Feedgate that was killed left behind of a source, whose lock the caller holds: a tcpdump that still
   * lives, and records that say so.
   */
  settleLost(source: string): void {
    for (const record of this.list().filter((each) => each.source === source && each.ended === null)) {
      // Without /proc an id alone names a process, and it may be another's by now.
      const { tool } = record;
      const pid = tool === null || tool.endsWith('/0') || !processAlive(tool) ? null : Number(tool.split('/').at(-2));
      if (pid !== null) process.kill(pid, 'SIGKILL');
      const bytes = statSync(this.fileOf(record.id), { throwIfNoEntry: false })?.size ?? 0;
      const endedAt = new Date(this.#clock.now()).toISOString();
      this.save({ ...record, ended: 'lost', endedAt, bytes, tool: null });
    }
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#directory);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }

  #read(id: string): CaptureRecord | null {
    try {
      return parseRecord(readFileSync(this.#recordOf(id), 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  #recordOf(id: string): string {
    return join(this.#directory, `${id}.json`);
  }
}

/** @returns Failure `capture/running` */
export function runningAlready(source: string): Error {
  return fail('capture/running', `packets of ${quote(source)} are being captured already`, { evidence: { source } });
}

/** False where something is there already. */
function copyNew(from: string, target: string): boolean {
  try {
    copyFileSync(from, target, constants.COPYFILE_EXCL);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  chmodSync(target, 0o600);
  return true;
}

import { closeSync, fchownSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock, Random } from '../base/clock.ts';
import { failing, type Failure } from '../base/failure.ts';
import { newId } from '../base/id.ts';
import { quote } from '../base/text.ts';
import { hostConditions } from '../host/conditions.ts';
import { errorCode } from '../host/error-code.ts';
import { tryLock } from '../host/file-lock.ts';
import { processHolder } from '../host/process.ts';
import { checkedPlace, toolArguments, type Place } from './arguments.ts';
import { fail } from './conditions.ts';
import { KeptCaptures, runningAlready } from './kept.ts';
import { PacketReader } from './packet-file.ts';
import type { CaptureRecord, Ending } from './record.ts';
import { droppedBy, failureOf, findTool, startTool, type Tool, type ToolEnd } from './tool.ts';

const failHost = failing(hostConditions);

/** How long and how large a capture may be. */
export const captureLimits = {
  seconds: { least: 1, most: 600, default: 60 },
  bytes: { least: 1000, most: 100_000_000, default: 10_000_000 },
} as const;

/** What is to be captured. */
export interface Order extends Place {
  readonly source: string;
  readonly proxy: string | null;
  readonly seconds: number;
  readonly maxBytes: number;
}

/** What a capture takes from the world. */
export interface CaptureWorld {
  /** Where captures are kept. */
  readonly directory: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Directories with `:` between, in which tcpdump is looked for first. */
  readonly path: string;
}

/** A capture that runs. */
export interface RunningCapture {
  readonly record: CaptureRecord;
  /** Resolves when it has ended, by whatever; nothing of it runs any more then. */
  readonly ended: Promise<CaptureRecord>;
  stop(why: 'poll' | 'interrupted'): void;
}

/** How long tcpdump may take until it captures. */
const startPatience = 10_000;

/**
 * Captures packets of a source in a file of their own (0600), until its time or its size is over or it is stopped;
 * resolves when tcpdump captures. One at a time for each source; the oldest captures make room.
 * @throws Failure `capture/tool-missing`, `capture/not-permitted`, `capture/no-address`, `capture/running`,
 * `capture/tool-died`, `host/data-unwritable`. Nothing is left behind then.
 */
export async function startCapture(order: Order, world: CaptureWorld): Promise<RunningCapture> {
  const { addresses, port } = checkedPlace(order);
  const program = findTool(world.path);
  const kept = new KeptCaptures(world.directory, world.clock);
  const lock = unwritable(world.directory, () => {
    kept.open();
    return tryLock(kept.lockOf(order.source));
  });
  if (lock === undefined) throw runningAlready(order.source);
  try {
    kept.settleLost(order.source);
    kept.makeRoom(order.maxBytes);
    const id = newId(world.clock.now(), world.random);
    const run = new Run(kept, { ...order, addresses, port }, { id, program, clock: world.clock });
    await run.begin();
    return {
      record: run.record,
      ended: run.end().finally(() => lock.release()),
      stop: (why) => run.stop(why),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Means {
  readonly id: string;
  readonly program: string;
  readonly clock: Clock;
}

/** One capture from its first byte to its last. */
class Run {
  readonly #kept: KeptCaptures;
  readonly #clock: Clock;
  readonly #file: number;
  readonly #tool: Tool;
  readonly #reader = new PacketReader();
  readonly #ready = Promise.withResolvers<'ready'>();
  #record: CaptureRecord;
  #written = 0;
  /** Bytes up to the end of the last whole packet. */
  #whole = 0;
  #packets = 0;
  #why: Ending | null = null;
  #failure: Failure | null = null;

  constructor(kept: KeptCaptures, order: Order, { id, program, clock }: Means) {
    this.#kept = kept;
    this.#clock = clock;
    const path = kept.fileOf(id);
    const { source, addresses, port, proxy, seconds, maxBytes } = order;
    this.#file = unwritable(path, () => openPrivately(path));
    this.#tool = startTool(program, toolArguments(order, maxBytes), (bytes) => this.#take(bytes));
    this.#record = {
      id,
      source,
      addresses,
      port,
      proxy,
      startedAt: new Date(clock.now()).toISOString(),
      endedAt: null,
      ended: null,
      seconds,
      maxBytes,
      bytes: 0,
      packets: 0,
      dropped: null,
      tool: this.#tool.pid === undefined ? null : processHolder(undefined, this.#tool.pid),
      failure: null,
    };
  }

  get record(): CaptureRecord {
    return this.#record;
  }

  /** Resolves when tcpdump captures: it writes the head of its file then. */
  async begin(): Promise<void> {
    const enough = new AbortController();
    const late = this.#clock.sleep(startPatience, enough.signal).then((): 'late' => 'late');
    try {
      unwritable(this.#kept.fileOf(this.#record.id), () => this.#kept.save(this.#record));
      const first = await Promise.race([this.#ready.promise, this.#tool.ended, late]);
      if (first === 'ready') return;
      const end: ToolEnd = first === 'late' ? { code: null, words: 'no head of its file', error: 'late' } : first;
      throw this.#failure ?? failureOf(end);
    } catch (error) {
      this.#tool.stop();
      await this.#tool.ended;
      closeSync(this.#file);
      this.#kept.remove({ ...this.#record, tool: null });
      throw error;
    } finally {
      enough.abort();
    }
  }

  /** Waits for the end, and writes down what it was. */
  async end(): Promise<CaptureRecord> {
    const over = new AbortController();
    const timer = this.#clock.sleep(this.#record.seconds * 1000, over.signal).then(() => this.#stop('time'));
    const end = await this.#tool.ended;
    const why = this.#why ?? 'tool';
    this.#why = why;
    over.abort();
    await timer;
    try {
      ftruncateSync(this.#file, this.#whole);
    } finally {
      closeSync(this.#file);
    }
    this.#record = {
      ...this.#record,
      endedAt: new Date(this.#clock.now()).toISOString(),
      ended: why,
      tool: null,
      bytes: this.#whole,
      packets: this.#packets,
      dropped: droppedBy(end),
      failure: this.#failureOf(why, end)?.toJSON() ?? null,
    };
    this.#kept.save(this.#record);
    return this.#record;
  }

  stop(why: 'poll' | 'interrupted'): void {
    this.#stop(why);
  }

  #stop(why: Ending): void {
    if (this.#why !== null) return;
    this.#why = why;
    this.#tool.stop();
  }

  #failureOf(why: Ending, end: ToolEnd): Failure | null {
    if (this.#failure !== null) return this.#failure;
    if (why === 'tool') return failureOf(end);
    if (why !== 'size') return null;
    const { source, maxBytes } = this.#record;
    return fail('capture/limit', `the capture of ${quote(source)} reached ${maxBytes} bytes`, {
      evidence: { source, maxBytes },
    });
  }

  /** Writes what still fits, and counts the packets that are whole. */
  #take(bytes: Uint8Array): void {
    const { maxBytes } = this.#record;
    const fits = bytes.subarray(0, Math.max(0, maxBytes - this.#written));
    try {
      for (let at = 0; at < fits.length;) at += writeSync(this.#file, fits, at);
    } catch (error) {
      this.#failure ??= notWritten(this.#kept.fileOf(this.#record.id), error);
      this.#stop('tool');
      return;
    }
    this.#written += fits.length;
    for (const _packet of this.#reader.write(fits)) this.#packets += 1;
    this.#whole = this.#reader.wholeBytes;
    if (this.#whole > 0) this.#ready.resolve('ready');
    if (fits.length < bytes.length) this.#stop('size');
  }
}

/** A new file for the owner of its directory alone. */
function openPrivately(path: string): number {
  const file = openSync(path, 'wx', 0o600);
  if (process.getuid?.() !== 0) return file;
  const { uid, gid } = statSync(dirname(path));
  fchownSync(file, uid, gid);
  return file;
}

function unwritable<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw notWritten(path, error);
  }
}

function notWritten(path: string, error: unknown): Failure {
  const why = errorCode(error);
  return failHost('host/data-unwritable', `writing ${quote(path)}: ${why}`, {
    evidence: { path, error: why },
    cause: error,
  });
}

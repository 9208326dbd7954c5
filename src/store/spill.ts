import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import type { Kind, Observable } from '../observable/observable.ts';
import { databaseFailure } from './database-failure.ts';
import type { StagedIndicator } from './segment-buffer.ts';

let count = 0;

/** What an indicator says besides its id and observables, where it says anything: most say nothing. */
type Details = readonly [
  version: number | null,
  replaces: boolean,
  validFrom: number | null,
  validUntil: number | null,
  confidence: number | null,
  tlp: StagedIndicator['tlp'],
];

/** An indicator as it lies on disk: without the names of its properties, which are most of it. */
type Packed = readonly [id: string, observables: readonly string[], details?: Details];

const nothing: Details = [null, false, null, null, null, null];

function pack({ id, version, replaces, validFrom, validUntil, confidence, tlp, observables }: StagedIndicator): Packed {
  const named: string[] = [];
  for (const { kind, value } of observables) named.push(kind, value);
  if ((version ?? validFrom ?? validUntil ?? confidence ?? tlp) === null && !replaces) return [id, named];
  return [id, named, [version, replaces, validFrom, validUntil, confidence, tlp]];
}

function unpack([id, named, details = nothing]: Packed): StagedIndicator {
  const [version, replaces, validFrom, validUntil, confidence, tlp] = details;
  const observables: Observable[] = [];
  for (let i = 0; i < named.length; i += 2) observables.push({ kind: named[i] as Kind, value: named[i + 1] ?? '' });
  return { id, version, replaces, validFrom, validUntil, confidence, tlp, observables };
}

/**
 * Stretches of a segment set aside on disk until it is committed, in the order they came. The file has no name once it
 * is open, so nothing is left behind however the process ends.
 */
export class Spill {
  readonly #file: string;
  #descriptor: number | undefined;
  #lengths: number[] = [];
  #end = 0;

  /** Written beside `database`, where there is room for what will be stored anyway. */
  constructor(database: string) {
    count += 1;
    this.#file = `${database}.spill-${process.pid}-${count}`;
  }

  /** @throws Failure `host/disk-full`, `host/disk-io`, `host/db-readonly` */
  push(stretch: readonly StagedIndicator[]): void {
    const bytes = Buffer.from(JSON.stringify(stretch.map(pack)));
    this.#guard('writing', (descriptor) => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(descriptor, bytes, done, bytes.length - done, this.#end + done);
      }
    });
    this.#end += bytes.length;
    this.#lengths.push(bytes.length);
  }

  /** The stretches one after the other; may be read again. */
  *stretches(): Generator<readonly StagedIndicator[]> {
    let at = 0;
    for (const length of this.#lengths) {
      yield (JSON.parse(this.#read(at, length)) as Packed[]).map(unpack);
      at += length;
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#lengths = [];
    this.#end = 0;
  }

  #read(at: number, length: number): string {
    const bytes = Buffer.allocUnsafe(length);
    this.#guard('reading', (descriptor) => {
      for (let done = 0; done < length;) {
        const read = readSync(descriptor, bytes, done, length - done, at + done);
        if (read === 0) throw Object.assign(new Error('the file ends too early'), { code: 'EIO' });
        done += read;
      }
    });
    return bytes.toString('utf8');
  }

  #guard(attempted: string, step: (descriptor: number) => void): void {
    try {
      this.#descriptor ??= this.#open();
      step(this.#descriptor);
    } catch (error) {
      throw databaseFailure(error, attempted, this.#file);
    }
  }

  #open(): number {
    const descriptor = openSync(this.#file, 'wx+', 0o600);
    unlinkSync(this.#file);
    return descriptor;
  }
}

/**
 * What lists take from bytes to indicators: `node bench/list-formats.ts [entries]` (default 1,000,000). No network and
 * no store. Beside it, in processes of their own, what a short program does: the whole text decoded and split, `JSON.parse`
 * a line, and nothing canonical, checked or counted. Medians of three, by turns.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defaultListBudget } from '../src/lists/budget.ts';
import type { ListFormat } from '../src/lists/format.ts';
import { openListReader } from '../src/lists/reader.ts';
import { peakMemory } from './peak-memory.ts';

const runs = 3;
/** As the parser child runs. */
const flags = ['--max-semi-space-size=4'];
/** Bytes that come at once, as from a socket. */
const piece = 64 * 1024;

interface Shape {
  readonly format: ListFormat;
  readonly head: string;
  readonly entry: (i: number) => string;
  /** What the short program takes for the value of a line. */
  readonly naive: (line: string) => string;
}

const value = [
  (i: number) => `host-${i}.example.com`,
  (i: number) => `http://host${i}.example/path/${i}?id=${i}`,
  (i: number) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
  (i: number) => i.toString(16).padStart(64, 'a'),
] as const;
const types = ['domain', 'url', 'ip', 'sha256_hash'] as const;

const valueOf = (i: number): string => value[i % 4]?.(i) ?? '';

const shapes: Readonly<Record<string, Shape>> = {
  text: {
    format: { kind: 'text' },
    head: '# a list\n',
    entry: (i) => `${valueOf(i)}${i % 10 === 0 ? ' # seen today' : ''}\n`,
    naive: (line) => line.split('#')[0]?.trim() ?? '',
  },
  csv: {
    format: { kind: 'csv', delimiter: null, header: 'auto', columns: { values: [] } },
    head: '# "first_seen_utc","ioc_id","ioc_value","ioc_type","threat_type","confidence_level","reference"\n',
    entry: (i) =>
      `"2026-11-01 09:00:02", "${i}", "${valueOf(i)}", "${types[i % 4]}", "botnet_cc", "75", "https://reports.example/${i}"\n`,
    naive: (line) => line.split(',')[2]?.replaceAll('"', '').trim() ?? '',
  },
  jsonl: {
    format: { kind: 'jsonl', mapping: null },
    head: '',
    entry: (i) =>
      `{"ioc_id":"${i}","ioc_value":"${valueOf(i)}","ioc_type":"${types[i % 4]}","threat_type":"botnet_cc","confidence_level":75,"tags":["a","b"]}\n`,
    naive: (line) => (line === '' ? '' : (JSON.parse(line) as { readonly ioc_value: string }).ioc_value),
  },
};

/** A list, made as it is read: no more of it than a piece is ever in memory. */
function* listOf(shape: Shape, entries: number): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = shape.head;
  for (let i = 0; i < entries; i += 1) {
    text += shape.entry(i);
    if (text.length < piece) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}

type Way = (pieces: Iterable<Uint8Array>, shape: Shape) => number;

const ways: Readonly<Record<string, Way>> = {
  feedgate(pieces, { format }) {
    const reader = openListReader({ format, kinds: null, budget: defaultListBudget });
    let count = 0;
    for (const bytes of pieces) for (const { observables } of reader.push(bytes)) count += observables.length;
    for (const { observables } of reader.end().indicators) count += observables.length;
    return count;
  },
  whole(pieces, { naive }) {
    const lines = Buffer.concat([...pieces])
      .toString('utf8')
      .split('\n');
    return lines
      .filter((line) => !line.startsWith('#'))
      .map(naive)
      .filter((text) => text !== '').length;
  },
};

interface Measured {
  readonly ms: number;
  readonly observables: number;
  readonly megabytes: number;
  /** Beyond what the process had before. */
  readonly memory: number;
}

/** The time within the way alone: making the pieces is not counted. */
function measure(way: Way, shape: Shape, entries: number): Measured {
  let bytes = 0;
  let making = 0;
  const before = peakMemory(process.pid);
  const source = listOf(shape, entries);
  const timed = {
    *[Symbol.iterator]() {
      for (;;) {
        const began = performance.now();
        const next = source.next();
        making += performance.now() - began;
        if (next.done === true) return;
        bytes += next.value.length;
        yield next.value;
      }
    },
  };
  const began = performance.now();
  const observables = way(timed, shape);
  const ms = performance.now() - began - making;
  return { ms, observables, megabytes: bytes / 1e6, memory: peakMemory(process.pid) - before };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function compare(shape: string, entries: number): void {
  const results: Record<string, Measured[]> = { feedgate: [], whole: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const name of Object.keys(ways)) {
      const script = fileURLToPath(import.meta.url);
      const args = [...flags, script, `--way=${name}`, `--shape=${shape}`, String(entries)];
      results[name]?.push(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
    }
  }
  for (const [name, measured] of Object.entries(results)) {
    const ms = median(measured.map((one) => one.ms));
    const memory = median(measured.map((one) => one.memory)) / 1024 ** 2;
    const [first] = measured;
    console.log(
      `${shape}, ${name === 'feedgate' ? 'our reader' : 'split, unchecked'}: ${entries} entries ` +
        `(${first?.megabytes.toFixed(0)} MB) in ${ms.toFixed(0)} ms, ${first?.observables} values, ${memory.toFixed(0)} MB more`,
    );
  }
}

function option(name: string): string | undefined {
  return process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}

const entries = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 1_000_000);
const way = ways[option('way') ?? ''];
const shape = shapes[option('shape') ?? ''];
if (way !== undefined && shape !== undefined) process.stdout.write(JSON.stringify(measure(way, shape, entries)));
else for (const name of Object.keys(shapes)) compare(name, entries);

/**
 * What TAXII 2.1 envelopes of STIX 2.1 indicators take from bytes to observables: `node bench/stix2.ts [indicators]`
 * (default 100,000). No network and no store. Beside it, in turn and in processes of their own, what a short program
 * does: the whole body decoded, `JSON.parse`, and a regular expression over each pattern, which neither knows what a
 * pattern says nor checks a value. Medians of five.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Stix2Reader } from '../src/stix2/reader.ts';
import { Stix2Session } from '../src/stix2/session.ts';
import { peakMemory } from './peak-memory.ts';

const runs = 5;
/** As the parser child runs. */
const flags = ['--max-semi-space-size=4'];
/** Bytes that come at once, as from a socket. */
const piece = 64 * 1024;

interface Measured {
  readonly ms: number;
  readonly observables: number;
  readonly megabytes: number;
  /** Beyond what the process had before. */
  readonly memory: number;
}

type Way = (pieces: Iterable<Uint8Array>) => number;

const ways: Readonly<Record<string, Way>> = { feedgate: byReader, whole: byRegularExpression };

const patterns: readonly ((i: number) => string)[] = [
  (i) => `[url:value = 'http://host${i}.example/path/${i}?id=${i}']`,
  (i) => `[domain-name:value = 'host-${i}.example.com']`,
  (i) => `[ipv4-addr:value = '10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}']`,
  (i) => `[file:hashes.'SHA-256' = '${i.toString(16).padStart(64, 'a')}' AND file:name = 'invoice-${i}.exe']`,
  (i) => `[file:hashes.MD5 = '${i.toString(16).padStart(32, 'b')}' OR email-addr:value = 'user${i}@host.example']`,
];

function indicator(i: number): string {
  const pattern = patterns[i % patterns.length]?.(i);
  return JSON.stringify({
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${i.toString(16).padStart(8, '0')}-5eb1-4ac2-b019-b32aa3b28de8`,
    created_by_ref: 'identity--11061994-5eb1-4ac2-b019-b32aa3b28de8',
    created: '2026-09-08T16:31:36.071Z',
    modified: '2026-09-08T16:31:36.071Z',
    name: `Malicious activity number ${i}`,
    description: 'Seen "in the wild", and to be blocked at once.\nSee the report.',
    indicator_types: ['malicious-activity'],
    pattern,
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: '2026-09-08T16:31:36.071Z',
    valid_until: '2027-09-08T16:31:36.071Z',
    labels: ['phishing', 'campaign-7'],
    confidence: 80,
    object_marking_refs: ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'],
  });
}

/** An envelope, made as it is read: no more of it than a piece is ever in memory. */
function* envelope(indicators: number): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '{"more":false,"objects":[';
  for (let i = 0; i < indicators; i += 1) {
    text += `${i === 0 ? '' : ', '}${indicator(i)}`;
    if (text.length < piece) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(`${text}]}`);
}

function byReader(pieces: Iterable<Uint8Array>): number {
  const reader = new Stix2Reader(new Stix2Session({ now: Date.now(), assert: 'indicated' }, []), {
    documentBytes: 4 * 1024 ** 3,
  });
  let count = 0;
  for (const bytes of pieces) for (const { observables } of reader.write(bytes)) count += observables.length;
  for (const { observables } of reader.end().indicators) count += observables.length;
  return count;
}

function byRegularExpression(pieces: Iterable<Uint8Array>): number {
  const body = JSON.parse(Buffer.concat([...pieces]).toString('utf8')) as { readonly objects: readonly object[] };
  const comparison =
    /(?:ipv4-addr:value|domain-name:value|url:value|email-addr:value|hashes\.'?[\w-]+'?)\s*=\s*'([^']*)'/g;
  let count = 0;
  for (const object of body.objects) {
    if ('pattern' in object && typeof object.pattern === 'string')
      count += [...object.pattern.matchAll(comparison)].length;
  }
  return count;
}

/** The time within the way alone: making the pieces is not counted. */
function measure(way: Way, indicators: number): Measured {
  let bytes = 0;
  let making = 0;
  const before = peakMemory(process.pid);
  const source = envelope(indicators);
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
  const observables = way(timed);
  const ms = performance.now() - began - making;
  return { ms, observables, megabytes: bytes / 1e6, memory: peakMemory(process.pid) - before };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Each way by turns, so that a busy moment of the machine meets both. */
function compare(indicators: number): void {
  const results: Record<string, Measured[]> = { feedgate: [], whole: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const name of Object.keys(ways)) {
      const script = fileURLToPath(import.meta.url);
      const answer = execFileSync(process.execPath, [...flags, script, `--way=${name}`, String(indicators)], {
        encoding: 'utf8',
      });
      results[name]?.push(JSON.parse(answer));
    }
  }
  for (const [name, measured] of Object.entries(results)) {
    const ms = median(measured.map((one) => one.ms));
    const [first] = measured;
    const rate = `${((first?.megabytes ?? 0) / (ms / 1000)).toFixed(0)} MB/s`;
    const memory = `${(median(measured.map((one) => one.memory)) / 1024 ** 2).toFixed(0)} MB more`;
    const what = name === 'feedgate' ? 'our reader' : 'JSON.parse of the whole and a regular expression';
    console.log(
      `${what}: ${indicators} indicators (${first?.megabytes.toFixed(0)} MB) in ${ms.toFixed(0)} ms, ${rate}, ` +
        `${first?.observables} observables, ${memory}`,
    );
  }
}

const way = process.argv.find((arg) => arg.startsWith('--way='))?.slice('--way='.length);
const indicators = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 100_000);
const chosen = way === undefined ? undefined : ways[way];
if (chosen === undefined) compare(indicators);
else process.stdout.write(JSON.stringify(measure(chosen, indicators)));

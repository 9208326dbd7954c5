/**
 * What a poll of TAXII 2.1 with STIX 2.1 takes from the first request to the last commit: `node bench/ingest-taxii2.ts`
 * polls 100,000 indicators by pages of 1,000 three times into a fresh data directory and prints the median. `--tenfold`
 * adds a million (once), to show that time grows with the input and memory does not; `--quick` polls once.
 * The practice server, the poller and its parser child are processes of their own. The reference is the Python stack
 * (taxii2-client and stix2 as the common pollers use them) on the same indicators and a 2-core machine like this.
 */
import type { JsonObject } from '../src/config/plain.ts';
import { measure, type Feed } from './ingest.ts';

const flags = process.argv.slice(2);

function feed(count: number, runs: number, python: Feed['python']): Feed {
  const settings: JsonObject = { kind: 'taxii2', path: '/taxii2/practice/', collection: 'load' };
  const name = `${count.toLocaleString('en')} indicators, 1,000 a page`;
  return { name, server: ['ingest-taxii2.lab.ts', String(count), '1000'], settings, observables: count, runs, python };
}

await measure(feed(100_000, flags.includes('--quick') ? 1 : 3, { seconds: 77.5, megabytes: null }));
if (flags.includes('--tenfold')) await measure(feed(1_000_000, 1, null));

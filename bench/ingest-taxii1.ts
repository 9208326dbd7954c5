/**
 * What a poll of TAXII 1.1 with STIX 1.1.1 takes from the first request to the last commit: `node bench/ingest-taxii1.ts`
 * polls each feed three times into a fresh data directory and prints the medians. `--tenfold` adds a block of a million
 * indicators (once), to show that time grows with the input and memory does not; `--quick` polls each once,
 * `--feed=blocks|block|tenfold` only that one.
 * The practice server, the poller and its parser child are processes of their own. The reference is the Python stack
 * (libtaxii and python-stix as the common pollers use them) on the same feeds and a 2-core machine like this.
 */
import { measure } from './ingest.ts';

interface Load {
  readonly key: 'blocks' | 'block' | 'tenfold';
  readonly name: string;
  readonly blocks: number;
  readonly indicators: number;
  /** Blocks in one answer. */
  readonly partSize: number;
  readonly runs: number;
  readonly python: { readonly seconds: number; readonly megabytes: number | null } | null;
}

const flags = process.argv.slice(2);
const runs = flags.includes('--quick') ? 1 : 3;
const feeds: readonly Load[] = [
  {
    key: 'blocks',
    name: '20,000 blocks of one indicator, 5,000 a part',
    blocks: 20_000,
    indicators: 1,
    partSize: 5000,
    runs,
    python: { seconds: 20.8, megabytes: null },
  },
  {
    key: 'block',
    name: 'one block of 100,000 indicators',
    blocks: 1,
    indicators: 100_000,
    partSize: 100,
    runs,
    python: { seconds: 40.2, megabytes: 1639 },
  },
  {
    key: 'tenfold',
    name: 'one block of 1,000,000 indicators',
    blocks: 1,
    indicators: 1_000_000,
    partSize: 100,
    runs: 1,
    python: null,
  },
];

const settings = { kind: 'taxii1', path: '/taxii/poll/', collection: 'load' };

async function measureLoad({ blocks, indicators, partSize, ...load }: Load): Promise<void> {
  const server = ['ingest-taxii1.lab.ts', ...[blocks, indicators, partSize].map(String)] as const;
  await measure({ ...load, server, settings, observables: blocks * indicators });
}

const asked = flags.find((flag) => flag.startsWith('--feed='))?.slice('--feed='.length);
const wanted = asked === undefined ? (load: Load) => load.key !== 'tenfold' : (load: Load) => load.key === asked;
for (const load of feeds)
  if (wanted(load) || (load.key === 'tenfold' && flags.includes('--tenfold'))) await measureLoad(load);

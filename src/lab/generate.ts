import { formatMicros, microsOf } from '../base/instant.ts';
import { stixBindings, type Block, type Collection } from './collection.ts';
import { uri } from './cybox.ts';
import { indicator, observable, stixPackage } from './stix.ts';

/** A feed for load: as large as wanted, written while it is read. */
export interface Load {
  readonly name: string;
  readonly blocks: number;
  /** In each block, one URL each, all different. */
  readonly indicators: number;
  /** Milliseconds since 1970 of the last label. */
  readonly until: number;
  /** Microseconds between labels; default 1. */
  readonly step?: bigint;
}

/** A collection of `blocks` × `indicators` different URLs; a block costs nothing until it is asked for. */
export function loadCollection(load: Load): Collection {
  const step = load.step ?? 1n;
  const first = microsOf(load.until) - step * BigInt(load.blocks - 1);
  const at = (index: number): Block => {
    const label = first + step * BigInt(index);
    return { label, binding: stixBindings['1.1.1'], content: () => loadPackage(index, load.indicators, label) };
  };
  return {
    name: load.name,
    description: `Load: ${load.blocks} blocks of ${load.indicators} indicators`,
    type: 'DATA_FEED',
    available: true,
    subscription: null,
    readyAfterMs: 0,
    bindings: [stixBindings['1.1.1']],
    blocks: { length: load.blocks, at },
  };
}

const slot = '<!-- indicators -->';

/** One package of `count` indicators, piece by piece. */
function* loadPackage(block: number, count: number, label: bigint): Generator<string> {
  const timestamp = formatMicros(label);
  const frame = stixPackage({
    version: '1.1.1',
    producer: { prefix: 'load', namespace: 'http://load.example/' },
    id: uuid(block, 0),
    timestamp,
    title: `Load, block ${block}`,
    indicators: [slot],
  });
  const [head = '', tail = ''] = frame.split(slot);
  yield head;
  for (let i = 0; i < count; i += 1) yield loadIndicator(block, i, timestamp);
  yield tail;
}

function loadIndicator(block: number, i: number, timestamp: string): string {
  const id = uuid(block, i + 1);
  return indicator({
    id: `load:indicator-${id}`,
    timestamp,
    title: `Phishing page ${block}/${i}`,
    type: 'URL Watchlist',
    description: 'Credential phishing, invented for measuring.',
    body: observable(
      `load:Observable-${id}`,
      uri(`http://login-${block}-${i}.bank.example/verify/${id.slice(0, 8)}/index.php?id=${i}&session=${id.slice(24)}`),
    ),
    confidence: 'High',
  });
}

/** A UUID that says where it belongs. */
function uuid(block: number, i: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0').slice(-digits);
  return `${hex(block, 8)}-${hex(i >>> 16, 4)}-4000-8000-${hex(i, 12)}`;
}

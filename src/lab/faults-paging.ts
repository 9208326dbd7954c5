import { microsOf } from '../base/instant.ts';
import type { Ask } from './ask.ts';
import { statusMessage } from './answers.ts';
import { between, editBlocks, type BlockList, type Collection } from './collection.ts';
import {
  asksForData,
  asksForPart,
  asksToPoll,
  editHead,
  mended,
  pollFault,
  setAttribute,
  setEnd,
  type Fault,
  type Scene,
} from './fault.ts';
import { loadCollection } from './generate.ts';
import type { Bend } from './taxii-service.ts';
import { gather, page, whole, withBody, type HttpReply } from './reply.ts';

const minute = 60_000_000n;
const hour = 60n * minute;

/** Days a poll may span before a server with this kind of fault gives up. */
const widestDays = 4n;
/** Blocks after which the TAXII 1.0 server with a limit stops without a sign. */
const cap = 25;
/** How late a block of the server with late labels becomes visible. */
const lateBy = 3n * minute;

/** The part asked for: 1 for a poll. */
function partOf(ask: Ask): number {
  return ask.taxii?.kind === 'fulfilment' ? ask.taxii.part : 1;
}

function isWide(ask: Ask, now: bigint): boolean {
  if (ask.taxii?.kind !== 'poll') return false;
  const begin = ask.taxii.begin ?? 0n;
  return (ask.taxii.end ?? now) - begin > widestDays * 24n * hour;
}

/** Something else than the honest answer where the poll spans more than four days. */
function wide(scene: Scene, instead: (honest: HttpReply) => HttpReply): HttpReply {
  const honest = scene.honest();
  return isWide(scene.ask, microsOf(scene.clock.now())) ? instead(honest) : honest;
}

/** The first part under the number that was asked for, always with more to come. */
function firstAgain(scene: Scene, bend: Bend = {}): HttpReply {
  const { ask } = scene;
  const first = ask.taxii?.kind === 'fulfilment' ? { ...ask, taxii: { ...ask.taxii, part: 1 } } : ask;
  return editHead(scene.honest(bend, first), (head) =>
    setAttribute(setAttribute(head, 'result_part_number', String(partOf(ask))), 'more', 'true'),
  );
}

function moreOnLast(scene: Scene): HttpReply {
  return editHead(scene.honest(), (head) => setAttribute(head, 'more', 'true'));
}

function isInvalidPart(reply: HttpReply): boolean {
  return gather(reply.body).includes('INVALID_RESPONSE_PART');
}

/** Blocks without end, new ones in every part. */
function endless(collection: Collection, now: number): Collection {
  return { ...loadCollection({ name: collection.name, blocks: 2 ** 40, indicators: 1, until: now }), type: 'DATA_SET' };
}

/** From block 95 to 104 all labels are equal, so that the edge between parts 1 and 2 falls among equals. */
function equalLabels(blocks: BlockList): BlockList {
  const from = 95;
  if (blocks.length <= from) return blocks;
  const { label } = blocks.at(from);
  return editBlocks(blocks, (block, index) => (index > from && index < from + 10 ? { ...block, label } : block));
}

/** Blocks show three minutes after their label: whoever asks up to now misses what comes late. */
function lateLabels(blocks: BlockList, now: bigint): BlockList {
  return cutTo(blocks, between(blocks, null, now - lateBy).to);
}

function cutTo(blocks: BlockList, length: number): BlockList {
  return { length, at: (index) => blocks.at(index) };
}

const bendAll = (scene: Scene, edit: (blocks: BlockList) => BlockList): HttpReply =>
  scene.honest({ collection: (collection) => ({ ...collection, blocks: edit(collection.blocks) }) });

/** Faults of parts. */
const partFaults: readonly Fault[] = [
  pollFault(
    [
      'part-endless',
      'has new parts for ever',
      'a server that generates what it is asked for; an attack',
      'taxii/part-loop',
    ],
    (scene) => scene.honest({ collection: (collection) => endless(collection, scene.clock.now()), partSize: 2 }),
    asksForData,
  ),
  pollFault(
    [
      'part-repeated',
      'sends the first part again and again, always with more to come',
      'ThreatConnect',
      'taxii/part-loop',
    ],
    (scene) => firstAgain(scene),
    asksForData,
  ),
  pollFault(
    [
      'part-empty-for-ever',
      'sends empty parts with more to come',
      'a server that counts what it then filters out',
      'taxii/part-loop',
    ],
    (scene) =>
      firstAgain(scene, { collection: (collection) => ({ ...collection, blocks: cutTo(collection.blocks, 0) }) }),
    asksForData,
  ),
  pollFault(
    [
      'more-without-result-id',
      'has more to come but names no result to ask for',
      'servers that ignore the schema',
      null,
    ],
    (scene) => editHead(scene.honest(), (head) => setAttribute(setAttribute(head, 'result_id', null), 'more', 'true')),
    asksForData,
  ),
  pollFault(
    [
      'empty-past-end',
      'says more on the last part, then answers with no body at all',
      'servers that ignore the end',
      null,
    ],
    (scene) => {
      const honest = moreOnLast(scene);
      return isInvalidPart(honest) ? whole(200, 'application/xml', '') : honest;
    },
    asksForData,
  ),
  pollFault(
    [
      'invalid-part-past-end',
      'says more on the last part, then answers INVALID_RESPONSE_PART',
      'servers that count wrong',
      null,
    ],
    moreOnLast,
    asksForData,
  ),
  pollFault(
    [
      'empty-part-past-end',
      'says more on the last part, then sends a part without blocks',
      'OpenTAXII when the last part is exactly full',
      null,
    ],
    (scene) => {
      const honest = moreOnLast(scene);
      if (!isInvalidPart(honest) || scene.ask.taxii?.kind !== 'fulfilment') return honest;
      const last = Number(/MAX_PART_NUMBER">(\d+)/.exec(gather(honest.body).toString())?.[1] ?? 1);
      const edge = scene.honest({}, { ...scene.ask, taxii: { ...scene.ask.taxii, part: last } });
      const [head = '', ...rest] = edge.body as Iterable<string>;
      return {
        ...edge,
        body: [setAttribute(head, 'result_part_number', String(scene.ask.taxii.part)), rest.at(-1) ?? ''],
      };
    },
    asksForData,
  ),
  mended(
    'narrower-spans',
    pollFault(
      ['part-fails', 'answers 500 to every part after the first', 'a server whose result is gone', 'http/500'],
      () => page(500, 'Internal Server Error'),
      asksForPart,
    ),
  ),
];

/** The first blocks of the window only; the end that is said stays the end that was asked for. */
function capped(scene: Scene): HttpReply {
  const { taxii } = scene.ask;
  const honest = scene.honest();
  if (taxii?.kind !== 'poll') return honest;
  return bendAll(scene, (blocks) => {
    const { from, to } = between(blocks, taxii.begin, taxii.end ?? microsOf(scene.clock.now()));
    return cutTo(blocks, Math.min(to, from + cap));
  });
}

/** Faults of windows and labels. */
const windowFaults: readonly Fault[] = [
  pollFault(
    ['no-inclusive-end', 'does not say up to when it answered', 'OpenTAXII', null],
    (scene) => editHead(scene.honest(), (head) => setEnd(head, null)),
    asksForData,
  ),
  pollFault(
    ['end-in-future', 'says that it answered up to tomorrow', 'a server whose clock is wrong', null],
    (scene) => editHead(scene.honest(), (head) => setEnd(head, microsOf(scene.clock.now()) + 24n * hour)),
    asksForData,
  ),
  pollFault(
    ['equal-labels', 'has ten blocks of one label where part 1 ends', 'servers that import in bulk', null],
    (scene) => bendAll(scene, equalLabels),
    asksForData,
  ),
  pollFault(
    ['late-labels', 'shows each block three minutes after its label', 'servers that stamp before they store', null],
    (scene) => bendAll(scene, (blocks) => lateLabels(blocks, microsOf(scene.clock.now()))),
    asksForData,
  ),
  pollFault(
    ['window-ignored', 'answers with everything, whatever window is asked for', 'servers that ignore the begin', null],
    (scene) => {
      const { taxii } = scene.ask;
      return taxii?.kind === 'poll'
        ? scene.honest({}, { ...scene.ask, taxii: { ...taxii, begin: null, end: null } })
        : scene.honest();
    },
    asksForData,
  ),
  pollFault(
    [
      'span-refused',
      `answers FAILURE when the span is wider than ${widestDays} days`,
      'a server with a limit that it names',
      'taxii/window',
    ],
    (scene) =>
      wide(scene, () =>
        statusMessage(scene.taxii.envelope(scene.ask.taxii ?? { version: '1.1', id: '0' }), {
          type: 'FAILURE',
          message: `The requested date range exceeds ${widestDays} days`,
        }),
      ),
    asksToPoll,
  ),
];

/** Faults that go away when a poll asks for less at a time. */
const spanFaults: readonly Fault[] = [
  pollFault(
    ['capped', `stops after ${cap} blocks without a sign when asked in TAXII 1.0`, 'OpenTAXII', null],
    capped,
    (ask) => asksToPoll(ask) && ask.taxii?.version === '1.0',
  ),
  pollFault(
    [
      'span-empty',
      `answers with no body at all when the span is wider than ${widestDays} days`,
      'the server of the known support article',
      'body/empty',
    ],
    (scene) => wide(scene, () => whole(200, 'application/xml', '')),
    asksToPoll,
  ),
  pollFault(
    [
      'span-500',
      `answers 500 when the span is wider than ${widestDays} days`,
      'a server whose query runs out of memory',
      'http/500',
    ],
    (scene) => wide(scene, () => page(500, 'Internal Server Error')),
    asksToPoll,
  ),
  pollFault(
    [
      'span-truncated',
      `cuts the document off when the span is wider than ${widestDays} days`,
      'a server killed by its time limit',
      'xml/truncated',
    ],
    (scene) =>
      wide(scene, (honest) => {
        const body = gather(honest.body);
        return withBody(honest, body.subarray(0, body.length >> 1));
      }),
    asksToPoll,
  ),
];

export const pagingFaults: readonly Fault[] = [
  ...partFaults,
  ...windowFaults,
  ...spanFaults.map((fault) => mended('narrower-spans', fault)),
];

import { between, editBlocks, type Block, type BlockList } from './collection.ts';
import { microsOf } from '../base/instant.ts';
import { asksForData, asksToPoll, mended, pollFault, type Fault, type Row, type Scene } from './fault.ts';
import { loadCollection } from './generate.ts';
import { page, type HttpReply } from './reply.ts';
import { escapeXml } from './xml-tree.ts';

/** The honest answer over edited blocks. */
function bend(scene: Scene, edit: (blocks: BlockList) => BlockList): HttpReply {
  return scene.honest({ collection: (collection) => ({ ...collection, blocks: edit(collection.blocks) }) });
}

/** Every third block edited. */
function everyThird(row: Row, edit: (block: Block) => Block): Fault {
  return pollFault(
    row,
    (scene) => bend(scene, (blocks) => editBlocks(blocks, (block, index) => (index % 3 === 1 ? edit(block) : block))),
    asksForData,
  );
}

function text(block: Block): string {
  return [...block.content()].join('');
}

/** The block in the middle of the collection. */
function poisonIndex(blocks: BlockList): number {
  return blocks.length >> 1;
}

function poisoned(scene: Scene, edit: (block: Block) => Block): HttpReply {
  return bend(scene, (blocks) =>
    editBlocks(blocks, (block, index) => (index === poisonIndex(blocks) ? edit(block) : block)),
  );
}

/** 500 where the window holds the block in the middle. */
function poison500(scene: Scene): HttpReply {
  const { taxii } = scene.ask;
  let hit = false;
  const honest = scene.honest({
    collection: (collection) => {
      const { blocks } = collection;
      if (taxii?.kind !== 'poll' || blocks.length === 0) return collection;
      const { from, to } = between(blocks, taxii.begin, taxii.end ?? microsOf(scene.clock.now()));
      hit = poisonIndex(blocks) >= from && poisonIndex(blocks) < to;
      return collection;
    },
  });
  return hit ? page(500, 'Internal Server Error') : honest;
}

/** Invented blocks in place of the collection's, all in one part. */
function load(row: Row, size: { readonly blocks: number; readonly indicators: number }): Fault {
  return pollFault(
    row,
    (scene) => {
      const { taxii } = scene.ask;
      const end = taxii?.kind === 'poll' ? taxii.end : null;
      const until = end === null ? scene.clock.now() : Math.min(scene.clock.now(), Number(end / 1000n));
      return scene.honest({
        collection: (collection) => loadCollection({ name: collection.name, until, step: 0n, ...size }),
        partSize: Number.POSITIVE_INFINITY,
      });
    },
    asksToPoll,
  );
}

/** One bad block in mid collection. */
const poisonFaults: readonly Fault[] = [
  pollFault(
    [
      'poison-block',
      'has one block in mid collection that breaks the document',
      'a server that does not check what is pushed to it',
      'xml/malformed',
    ],
    (scene) => poisoned(scene, (block) => ({ ...block, content: () => ['<report>5 < 6</report>'] })),
    asksForData,
  ),
  pollFault(
    [
      'poison-block-500',
      'answers 500 whenever the window holds the block in mid collection',
      'a server that cannot write out what is pushed to it',
      'http/500',
    ],
    poison500,
    asksToPoll,
  ),
];

/** Faults inside the content blocks, and content without measure. */
export const blockFaults: readonly Fault[] = [
  everyThird(
    ['block-not-xml', 'sends every third block as plain text', 'servers that carry whatever was pushed to them', null],
    (block) => ({
      ...block,
      content: () => ['The indicators of this week are in the attachment.'],
    }),
  ),
  everyThird(
    ['block-escaped', 'sends every third block as escaped XML', 'servers that store blocks as text', null],
    (block) => ({
      ...block,
      content: () => [escapeXml(`<?xml version="1.0" encoding="UTF-8"?>\n${text(block)}`)],
    }),
  ),
  everyThird(
    ['block-cdata', 'sends every third block as a CDATA section', 'servers that store blocks as text', null],
    (block) => ({
      ...block,
      content: () => [`<![CDATA[${text(block).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`],
    }),
  ),
  everyThird(
    ['block-base64', 'sends every third block in base 64', 'servers that carry whatever was pushed to them', null],
    (block) => ({
      ...block,
      content: () => [Buffer.from(text(block)).toString('base64')],
    }),
  ),
  everyThird(
    [
      'block-binding-unknown',
      'sends every third block in a format that nobody knows',
      'a hub of several formats',
      null,
    ],
    (block) => ({
      ...block,
      binding: 'urn:vendor.example:report:1.0',
      content: () => ['<report xmlns="urn:vendor.example:report"><line>192.0.2.1 looks bad</line></report>'],
    }),
  ),
  everyThird(
    [
      'block-binding-wrong',
      'names the wrong binding for every third block',
      'servers that name one binding for all',
      null,
    ],
    (block) => ({
      ...block,
      binding: 'urn:stix.mitre.org:xml:1.0',
    }),
  ),
  everyThird(
    ['block-empty', 'sends every third block without content', 'a server that lost what it stored', null],
    (block) => ({
      ...block,
      content: () => [],
    }),
  ),
  ...poisonFaults.map((fault) => mended('leaving-a-block-out', fault)),
  load(
    [
      'huge-block',
      'answers with one block of 100,000 indicators',
      'a feed that publishes its whole list as one package',
      null,
    ],
    { blocks: 1, indicators: 100_000 },
  ),
  load(['huge-answer', 'answers with about 1 GB', 'a feed that knows no parts', null], {
    blocks: 10_000,
    indicators: 105,
  }),
  load(['endless-answer', 'never stops sending blocks', 'a server that loops; an attack', 'http/too-big'], {
    blocks: 2 ** 40,
    indicators: 100,
  }),
];

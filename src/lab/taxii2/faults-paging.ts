import { gather, page, whole, withBody, type HttpReply, type WireReply } from '../reply.ts';
import type { Fault2, Scene2 } from './fault.ts';
import { problem } from './answers.ts';

/** The limit that was asked for. */
function limitOf({ ask }: Scene2): number {
  return Number(ask.query.get('limit') ?? 1000);
}

/** Something else where more objects are asked for than the server can deliver. */
function beyond(most: number, scene: Scene2, instead: () => HttpReply): HttpReply | null {
  return scene.objects && limitOf(scene) > most ? instead() : null;
}

/** Sends the head and half of the body, and cuts the connection. */
function cut({ honest }: Scene2): WireReply {
  const body = gather(honest.body);
  const headers = { ...honest.headers, 'content-length': String(body.length) };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return {
    kind: 'wire',
    async play(line) {
      await line.write(`HTTP/1.1 ${honest.status} OK\r\n${head.join('')}connection: close\r\n\r\n`);
      await line.write(body.subarray(0, Math.floor(body.length / 2)));
    },
  };
}

/** An envelope with other members beside its objects. */
function edited({ honest }: Scene2, members: Readonly<Record<string, unknown>>): HttpReply {
  const envelope = JSON.parse(gather(honest.body).toString()) as Readonly<Record<string, unknown>>;
  const { 'content-length': _, ...headers } = honest.headers;
  return whole(200, v21, JSON.stringify({ ...envelope, ...members }), headers);
}

const v21 = 'application/taxii+json;version=2.1';

/** Faults of pages, marks and ranges. A poll gets around nearly all of them. */
export const pagingFaults2: readonly Fault2[] = [
  {
    name: 'taxii2-small-pages',
    title: 'gives seven objects at a time, whatever is asked for',
    imitates: 'servers with a maximum of their own',
    expects: null,
    rules: { most: 7 },
  },
  {
    name: 'taxii2-no-marks',
    title: 'says that there is more and gives no mark for it',
    imitates: 'manifests of OpenTAXII, servers of early drafts',
    expects: null,
    warns: 'taxii2/more-without-next',
    rules: { most: 50, marks: 'none' },
  },
  {
    name: 'taxii2-marks-refused',
    title: 'refuses the marks that it gave',
    imitates: 'OpenTAXII, where the date of addition has no microseconds',
    expects: null,
    warns: 'taxii2/more-without-next',
    rules: { most: 50, marks: 'refused' },
  },
  {
    name: 'taxii2-marks-expire',
    title: 'forgets its marks after a while',
    imitates: 'medallion 3 after 30 seconds or a restart',
    expects: null,
    rules: { most: 20, marks: 'expiring' },
  },
  {
    name: 'taxii2-marks-consumed',
    title: 'gives one mark for all pages, and every use of it takes the next; each third answer is cut off',
    imitates: 'medallion 3 behind a line that breaks',
    expects: null,
    rules: { most: 20, marks: 'consuming' },
    answer: (scene) => (scene.objects && scene.times % 3 === 0 ? cut(scene) : null),
  },
  {
    name: 'taxii2-cut',
    title: 'cuts every second page off in the middle',
    imitates: 'a proxy with a limit on time, a worker that is killed',
    expects: null,
    rules: { most: 50 },
    answer: (scene) => (scene.objects && scene.times % 2 === 0 ? cut(scene) : null),
  },
  {
    name: 'taxii2-more-false',
    title: 'says on every page that there is no more',
    imitates: 'OpenCTI with more than one page',
    expects: null,
    warns: 'taxii2/more-false-early',
    rules: { most: 50, curt: true, marks: 'none' },
  },
  {
    name: 'taxii2-empty-more',
    title: 'promises more after the last page, and gives empty ones',
    imitates: 'servers that count what the account may not see',
    expects: null,
    warns: 'taxii2/empty-more',
    rules: { most: 100 },
    answer(scene) {
      if (!scene.objects) return null;
      if (scene.ask.query.get('next') === 'x') return whole(200, v21, '{"more":true,"next":"x","objects":[]}');
      const last = !/"next"/.test(gather(scene.honest.body).toString());
      return last ? edited(scene, { more: true, next: 'x' }) : null;
    },
  },
  {
    name: 'taxii2-repeats',
    title: 'gives the first page again and again, each time with another mark',
    imitates: 'a server that ignores next',
    expects: 'taxii/part-loop',
    rules: { most: 50, marks: 'ignored' },
  },
  {
    name: 'taxii2-more-blind',
    title: 'says that there is more, and gives neither mark nor dates',
    imitates: 'plain web servers with a file for an answer',
    expects: 'taxii2/more-without-next',
    rules: { most: 50, marks: 'none', dates: false },
  },
  {
    name: 'taxii2-next-invalid',
    title: 'refuses its own marks, and gives no dates to go on by',
    imitates: 'several servers behind one name that do not share their marks',
    expects: 'taxii2/next-invalid',
    rules: { most: 50, marks: 'refused', dates: false },
  },
  {
    name: 'taxii2-many-at-once',
    title: 'has a thousand objects of each instant, gives a hundred at a time and no marks',
    imitates: 'bulk loads on a server whose marks do not work',
    expects: null,
    warns: 'taxii2/ties',
    settings: { collection: '5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d11' },
    rules: { most: 100, marks: 'none' },
  },
  {
    name: 'taxii2-too-many-413',
    title: 'refuses to give more than a hundred objects at once',
    imitates: 'gateways with a limit on what comes back',
    expects: null,
    answer: (scene) => beyond(100, scene, () => problem('2.1', 413, 'The answer would be too large')),
  },
  {
    name: 'taxii2-too-many-504',
    title: 'needs too long for more than three hundred objects',
    imitates: 'a slow data base behind a gateway',
    expects: null,
    answer: (scene) => beyond(300, scene, () => page(504, 'Gateway Time-out')),
  },
  {
    name: 'taxii2-too-many-cut-json',
    title: 'ends a large page in the middle of an object, with a length that fits',
    imitates: 'a server with a limit on memory',
    expects: null,
    answer: (scene) =>
      beyond(100, scene, () => {
        const body = gather(scene.honest.body);
        return { ...withBody(scene.honest, body.subarray(0, Math.floor(body.length / 3))), status: 200 };
      }),
  },
  {
    name: 'taxii2-busy',
    title: 'asks to come back in a second, twice',
    imitates: 'servers with a rate limit',
    expects: null,
    answer: (scene) =>
      scene.objects && scene.times <= 2 ? problem('2.1', 429, 'Slow down', { 'retry-after': '1' }) : null,
  },
  ...(
    [
      ['good', 'speaks TAXII 2.0 alone, by pages of a hundred', 'most servers before 2021'],
      ['short', 'gives one item fewer than it was asked for', 'medallion 1.1'],
      [
        'space',
        'knows ranges as the examples of TAXII 2.0 have them, with a space',
        'servers written after the examples',
      ],
      ['starred', 'does not tell how many items there are', 'servers that do not count'],
      ['ignored', 'gives everything, whatever the range', 'servers without paging'],
    ] as const
  ).map(([ranges, title, imitates]): Fault2 => ({
    name: `taxii2-2.0-${ranges === 'good' ? 'only' : `range-${ranges}`}`,
    title,
    imitates,
    expects: null,
    warns: 'taxii2/version',
    rules: { versions: ['2.0'], most: 100, ranges },
  })),
  {
    name: 'taxii2-2.0-count',
    title: 'counts items that it does not give',
    imitates: 'servers that count what the account may not see',
    expects: null,
    warns: 'taxii2/count-differs',
    rules: { versions: ['2.0'] },
    answer: (scene) => {
      const range = scene.honest.headers['content-range'];
      if (!scene.objects || scene.honest.status === 406) return null;
      if (range === undefined || scene.honest.status === 416) return emptyBundle;
      return { ...scene.honest, headers: { ...scene.honest.headers, 'content-range': range.replace(/\d+$/, '260') } };
    },
  },
];

const emptyBundle = whole(
  206,
  'application/vnd.oasis.stix+json; version=2.0',
  '{"type":"bundle","id":"bundle--5f1d8a52-0c3e-4b7a-9d61-000000000001","objects":[]}',
  { 'content-range': 'items 250-259/260' },
);

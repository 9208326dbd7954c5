import { parseInstant } from '../../base/instant.ts';
import type { HttpReply } from '../reply.ts';
import { json, media, problem, stix20 } from './answers.ts';
import type { Collection2 } from './collection.ts';
import { countUpTo, type ObjectList, type Stix2Version } from './objects.ts';
import { bundle, written } from './pages.ts';
import { honest2, type Ask2, type Rules2 } from './rules.ts';

/** Where the practice server's TAXII 2 is. */
export const root2 = '/taxii2/practice/';
const discovery2 = '/taxii2/';

/** The practice server's TAXII 2.0 and 2.1, which answers in the version that is asked for. */
export class TaxiiService2 {
  readonly #collections: readonly Collection2[];
  /** Where a consuming mark stands, and how often marks came back. */
  #consumed = 0;
  #returned = 0;

  constructor(collections: readonly Collection2[]) {
    this.#collections = collections;
  }

  get collections(): readonly Collection2[] {
    return this.#collections;
  }

  answer(ask: Ask2, rules: Rules2 = honest2): HttpReply {
    if (!ask.path.endsWith('/')) return json(308, media['2.1'], {}, { location: `${ask.path}/` });
    if (ask.method !== 'GET') return problem('2.1', 405, 'Only GET is practised');
    const objects = /^\/taxii2\/practice\/collections\/([^/]+)\/objects\/$/.exec(ask.path)?.[1];
    const version = acceptable(ask.accept, objects !== undefined).find((each) => rules.versions.includes(each));
    if (version === undefined) {
      return problem(rules.versions[0] ?? '2.1', 406, 'Media type in the Accept header is invalid');
    }
    if (objects !== undefined) return this.#objects(decodeURIComponent(objects), ask, version, rules);
    return this.#resource(ask.path, version, rules);
  }

  #resource(path: string, version: Stix2Version, { roots, versions }: Rules2): HttpReply {
    if (path === discovery2) {
      const own = { title: 'Feedgate practice server', description: 'A server to try things on' };
      const listed = roots ?? [root2];
      return json(200, media[version], {
        ...own,
        ...(listed.length === 0 ? {} : { default: listed[0] }),
        api_roots: listed,
      });
    }
    if (path === root2) {
      const spoken = versions.map((each) => (each === '2.1' ? media[each] : 'taxii-2.0'));
      return json(200, media[version], { title: 'Practice', versions: spoken, max_content_length: 1_048_576 });
    }
    const listed = this.#collections.map((each) => describe(each, version));
    if (path === `${root2}collections/`) return json(200, media[version], { collections: listed });
    const one = /^\/taxii2\/practice\/collections\/([^/]+)\/$/.exec(path)?.[1];
    const found = listed.find(({ id }) => id === one);
    return found === undefined
      ? problem(version, 404, `There is nothing at '${path}'`)
      : json(200, media[version], found);
  }

  #objects(name: string, ask: Ask2, version: Stix2Version, rules: Rules2): HttpReply {
    const found = this.#collections.find(({ id, alias }) => id === name || alias === name);
    if (found === undefined) return problem(version, 404, `Collection '${name}' not found`);
    if (!found.canRead) return problem(version, 403, `Forbidden to read collection '${name}'`);
    const after = ask.query.get('added_after');
    const instant = after === null ? undefined : parseInstant(after);
    if (after !== null && instant === undefined) {
      return problem(version, 400, `'${after}' is no date`);
    }
    const first = instant === undefined ? 0 : countUpTo(found.objects, instant.micros);
    return version === '2.1'
      ? this.#envelope(found.objects, first, ask, rules)
      : bundle(found.objects, first, ask.range, rules);
  }

  #envelope(objects: ObjectList, first: number, { query }: Ask2, rules: Rules2): HttpReply {
    const limit = Number(query.get('limit') ?? rules.most);
    if (!Number.isSafeInteger(limit) || limit < 1) return problem('2.1', 400, 'The limit is not valid');
    const mark = query.get('next');
    const offset = mark === null ? 0 : this.#offsetOf(mark, rules);
    if (offset === null) return problem('2.1', 400, "'next' not valid");
    const from = first + offset;
    const to = Math.min(objects.length, from + Math.min(limit, rules.most));
    if (to <= from) return json(200, rules.mediaType ?? media['2.1'], {});
    const left = to < objects.length;
    const next = left ? this.#mark(to - first, rules) : null;
    const head = { more: left && !rules.curt, ...(next === null ? {} : { next }) };
    const open = JSON.stringify(head).replace(/\}$/, ',"objects":[');
    return written(objects, { from, to, version: '2.1', open }, rules);
  }

  #mark(offset: number, { marks }: Rules2): string | null {
    if (marks === 'none') return null;
    if (marks === 'ignored') return String(this.#returned);
    if (marks !== 'consuming') return Buffer.from(`2026-01-01 00:00:00|${offset}`).toString('base64');
    this.#consumed = offset;
    return 'b7f0d5d4-0000-4000-8000-000000000001';
  }

  /** Where a mark leads; `null` where it is refused. */
  #offsetOf(mark: string, { marks }: Rules2): number | null {
    this.#returned += 1;
    if (marks === 'refused' || (marks === 'expiring' && this.#returned % 3 === 0)) return null;
    if (marks === 'consuming') return this.#consumed;
    if (marks === 'ignored') return 0;
    const offset = Number(/\|(\d+)$/.exec(Buffer.from(mark, 'base64').toString())?.[1] ?? Number.NaN);
    return Number.isSafeInteger(offset) ? offset : null;
  }
}

/** The versions that are asked for, the wanted one first; those of the standards' own types alone. */
function acceptable(accept: string, objects: boolean): readonly Stix2Version[] {
  const type = accept.toLowerCase().replaceAll(' ', '');
  if (type.includes('*/*')) return ['2.1', '2.0'];
  return [
    ...(/application\/taxii\+json(?:;version=2\.1)?(?:,|$)/.test(type) ? (['2.1'] as const) : []),
    ...((objects ? /vnd\.oasis\.stix\+json/ : /vnd\.oasis\.taxii\+json/).test(type) ? (['2.0'] as const) : []),
  ];
}

function describe({ id, alias, title, description, canRead }: Collection2, version: Stix2Version) {
  const types = version === '2.1' ? ['application/stix+json;version=2.1'] : [stix20];
  const named = alias === null || version === '2.0' ? {} : { alias };
  return { id, ...named, title, description, can_read: canRead, can_write: false, media_types: types };
}

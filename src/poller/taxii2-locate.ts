import type { Failure, JsonValue } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { targetUrl } from '../net/target.ts';
import { collectionsPath, discoveryPaths, isDiscovery, objectsPath, slashed } from '../taxii2/address.ts';
import { chooseCollection, collectionName } from '../taxii2/choose.ts';
import { fail } from '../taxii2/conditions.ts';
import type { Taxii2Version } from '../taxii2/media.ts';
import { rangeHeader } from '../taxii2/range.ts';
import type { Collection2, Taxii2 } from '../taxii2/resource.ts';
import type { Line } from './line.ts';
import { getResource, type Refusal, type ResourceAnswer } from './taxii2-exchange.ts';

/** API roots that are searched for a collection, and pages of collections that are read of each. */
const mostRoots = 10;
const mostPages = 20;

/** Collections that are kept as evidence. */
const mostShown = 100;

/** Where the objects of a collection are. */
export interface Located {
  /** Path without query. */
  readonly path: string;
  /** As the server showed itself on the way. */
  readonly version: Taxii2Version;
}

/**
 * Finds a collection by its id, alias or title, from whatever address of the server the source has: below an API root,
 * or below those that the discovery lists, here or at its usual places.
 * @throws Failure `taxii2/*`, and of any stage.
 */
export async function locate(line: Line): Promise<Located> {
  return new Search(line).run();
}

type Answer = ResourceAnswer | Refusal;

class Search {
  readonly #line: Line;
  #version: Taxii2Version;
  /** Paths of API roots. */
  readonly #read = new Set<string>();
  readonly #listed: Collection2[] = [];
  #refusal: Failure | null = null;

  constructor(line: Line) {
    this.#line = line;
    this.#version = line.settings.taxiiVersion === '2.0' ? '2.0' : '2.1';
  }

  async run(): Promise<Located> {
    const { path } = this.#line.settings;
    const here = isDiscovery(path) ? null : await this.#below(slashed(path));
    if (here !== null) return here;
    const discovery = await this.#discovery(path);
    const roots = this.#rootsHere(discovery);
    for (const root of roots.slice(0, mostRoots)) {
      const found = await this.#below(root);
      if (found !== null) return found;
    }
    throw this.#notFound(roots.length);
  }

  /** The collection below an API root; `null` where the root has none such, or shows none, or was read already. */
  async #below(root: string): Promise<Located | null> {
    if (this.#read.has(root)) return null;
    this.#read.add(root);
    const collections = await this.#list(root);
    if (collections === null) return null;
    this.#listed.push(...collections);
    const { collection: asked } = this.#line.settings;
    const choice = chooseCollection(collections, asked);
    if (choice.kind === 'none') return null;
    if (choice.kind === 'ambiguous') {
      const message = `several collections have the title ${quote(asked)}: ${choice.ids.map((id) => safeText(id)).join(', ')}`;
      throw fail('taxii2/collection-ambiguous', message, { evidence: { ...this.#evidence(), ids: [...choice.ids] } });
    }
    if (choice.collection.canRead === false) {
      const message = `collection ${quote(asked)} is listed, but these credentials may not read it`;
      throw fail('taxii2/collection', message, { evidence: { ...this.#evidence(), canRead: false } });
    }
    return { path: objectsPath(root, choice.collection.id), version: this.#version };
  }

  async #list(root: string): Promise<readonly Collection2[] | null> {
    const path = collectionsPath(root);
    let answer = await this.#ask(path);
    const collections: Collection2[] = [];
    for (let page = 1; answer.kind === 'resource' && answer.said.kind === 'collections'; page += 1) {
      collections.push(...answer.said.collections);
      const { range } = answer;
      if (range === null || range.total === null || range.end + 1 >= range.total || page >= mostPages)
        return collections;
      answer = await getResource(this.#line, path, this.#version, rangeHeader('=', range.end + 1, 100));
    }
    return collections.length > 0 ? collections : null;
  }

  /** The discovery at the source's address, else where servers have it. */
  async #discovery(path: string): Promise<Taxii2> {
    const places = [...new Set([slashed(path), ...discoveryPaths])];
    for (const place of places) {
      const answer = await this.#ask(place);
      if (answer.kind === 'resource' && answer.said.kind === 'discovery') return answer.said;
    }
    throw this.#listed.length > 0 || this.#refusal === null ? this.#notFound(0) : this.#refusal;
  }

  /** In the version that is spoken, or the other one. Only what says that nothing is there is passed over. */
  async #ask(path: string): Promise<Answer> {
    const pinned = this.#line.settings.taxiiVersion !== 'auto';
    const versions = pinned ? [this.#version] : ([this.#version, other(this.#version)] as const);
    let refused: Refusal | null = null;
    for (const version of versions) {
      const answer = await this.#askIn(version, path);
      if (answer.kind === 'resource') {
        this.#version = answer.said.version;
        return answer;
      }
      refused ??= answer;
      if (answer.status !== 406 && answer.status !== 415) break;
    }
    if (refused === null) throw new TypeError('nothing was asked');
    if (!absent.has(refused.status)) throw refused.failure;
    this.#refusal ??= refused.failure;
    return refused;
  }

  async #askIn(version: Taxii2Version, path: string): Promise<Answer> {
    try {
      return await getResource(this.#line, path, version);
    } catch (error) {
      // A page or some other JSON is not what was looked for, and may be beside it.
      if (isForeign(error)) return { kind: 'refusal', status: 404, failure: error, total: null };
      throw error;
    }
  }

  /** Paths of the roots that are at this host; where a server names another port or scheme of it, it does not know its own. */
  #rootsHere(discovery: Taxii2): readonly string[] {
    const { target } = this.#line;
    const base = new URL(targetUrl(target));
    const roots = discovery.apiRoots.flatMap((root) => URL.parse(root, base.href) ?? []);
    const here = roots.filter(({ hostname }) => hostname === base.hostname).map(({ pathname }) => slashed(pathname));
    if (here.length > 0) return [...new Set(here)];
    const evidence = { url: base.href, apiRoots: discovery.apiRoots.slice(0, 20).map((root) => safeText(root)) };
    const [first] = roots;
    if (first === undefined) {
      throw fail('taxii2/no-root', `the discovery of ${quote(base.host)} lists no API root`, { evidence });
    }
    throw fail(
      'taxii2/root-elsewhere',
      `the discovery of ${quote(base.host)} lists ${quote(first.href)}, on another host`,
      {
        evidence: { ...evidence, location: first.href },
      },
    );
  }

  #notFound(roots: number): Failure {
    const { collection } = this.#line.settings;
    if (this.#listed.length === 0) {
      const message = `none of the ${roots} API roots shows its collections`;
      return this.#refusal ?? fail('taxii2/no-root', message, { evidence: this.#evidence() });
    }
    const message = `none of the ${this.#listed.length} collections that are listed is ${quote(collection)}`;
    return fail('taxii2/collection', message, { evidence: this.#evidence() });
  }

  #evidence(): Readonly<Record<string, JsonValue>> {
    const { settings, target } = this.#line;
    const shown = (readable: boolean): string[] =>
      this.#listed
        .filter(({ canRead }) => (canRead !== false) === readable)
        .slice(0, mostShown)
        .map(collectionName);
    const closed = shown(false);
    return {
      url: targetUrl(target),
      collection: settings.collection,
      listed: this.#listed.length,
      collections: shown(true),
      ...(closed.length === 0 ? {} : { closed }),
    };
  }
}

/** Statuses that say that nothing of the kind is at an address. */
const absent: ReadonlySet<number> = new Set([400, 404, 405, 406, 410, 415]);

function other(version: Taxii2Version): Taxii2Version {
  return version === '2.1' ? '2.0' : '2.1';
}

function isForeign(error: unknown): error is Failure {
  return (
    error instanceof Error && 'code' in error && /^(?:body\/(?!html-login)|json\/|taxii2\/)/.test(String(error.code))
  );
}

import { formatAddress } from '../observable/address.ts';
import type { Kind, Observable } from '../observable/observable.ts';
import { registrableDomain } from '../observable/registrable.ts';
import { fail } from './conditions.ts';
import { fingerprint, hashParents, type HashKey, hashText, parents } from './hash.ts';
import type { Layer } from './layer.ts';
import { type IndexedSource, kindCodes, type Match, type SubdomainRule } from './match.ts';
import { found, readAddress } from './networks.ts';
import type { ListingFacts } from './record.ts';

const none: readonly Match[] = [];

/** Listings of one layer, and the instant that they are asked for. */
interface Seen {
  readonly listings: readonly ListingFacts[];
  readonly at: number;
}

/**
 * What is listed, as of one publication: a base and perhaps an overlay of what changed since. It never changes; a newer
 * one takes its place. Values have to be canonical (`observable/`). Every look-up takes the instant of the mail
 * (milliseconds since 1970) and answers the listings in force then. A value is confirmed in full on a hit, which reads
 * some 1,000 bytes of the file; a miss reads nothing.
 *
 * `has…` answers from memory alone and allocates nothing: false is certain, true may stand for a listing that is not in
 * force.
 *
 * Look-ups throw `match/checksum` (and what reading the file throws) where the file is damaged: that is no miss.
 */
export class MatchIndex {
  /** The newest first. */
  readonly #layers: readonly Layer[];
  readonly #sources: ReadonlyMap<number, IndexedSource>;
  readonly #key: HashKey;

  /** @throws Failure `match/foreign` where the overlay was made for another base. */
  constructor(base: Layer, overlay: Layer | null = null) {
    if (base.header.base !== null || (overlay !== null && overlay.header.base !== base.header.id)) {
      throw fail('match/foreign', 'the overlay of the match index belongs to another base', {
        evidence: { base: base.header.id, overlay: overlay?.header.base ?? null },
      });
    }
    this.#layers = overlay === null ? [base] : [overlay, base];
    this.#sources = (overlay ?? base).sources;
    this.#key = base.header.key;
  }

  get generation(): number {
    return this.#newest.header.generation;
  }

  /** Milliseconds since 1970. */
  get builtAt(): number {
    return this.#newest.header.builtAt;
  }

  /** Bytes kept in memory. */
  get memory(): number {
    return this.#layers.reduce((sum, layer) => sum + layer.memory, 0);
  }

  /** Entries of base and overlay, which may name the same observable. */
  get observables(): number {
    return this.#layers.reduce((sum, layer) => sum + layer.header.observables, 0);
  }

  /** Whether exactly this value of a kind may be listed. */
  has(kind: Kind, value: string): boolean {
    hashText(value, kindCodes[kind], this.#key);
    return this.#mayHold();
  }

  /** Whether an address may be listed, itself or by a network around it. */
  hasIp(text: string): boolean {
    if (this.has('ip', text)) return true;
    const size = readAddress(text);
    return size !== 0 && this.#layers.some((layer) => (size === 1 ? layer.networks4 : layer.networks6).holds());
  }

  /** Whether a host name may be listed, itself or by a name above it. */
  hasDomain(name: string): boolean {
    const count = hashParents(name, kindCodes.domain, this.#key);
    for (let i = 0; i < count; i += 1) if (this.#mayHoldParent(i)) return true;
    return false;
  }

  /** Listings of exactly this observable. */
  lookUp({ kind, value }: Observable, at: number): readonly Match[] {
    hashText(value, kindCodes[kind], this.#key);
    return this.#mayHold() ? this.#matches({ kind, value }, at) : none;
  }

  /** Listings of an address (text, or 4 or 16 bytes) and of all networks around it, narrowest first. */
  lookUpIp(address: string | Uint8Array, at: number): readonly Match[] {
    const value = typeof address === 'string' ? address : textOf(address);
    const matches = this.lookUp({ kind: 'ip', value }, at);
    const size = readAddress(value);
    if (size === 0) return matches;
    const texts = new Set<string>();
    for (const layer of this.#layers) {
      const table = size === 1 ? layer.networks4 : layer.networks6;
      const count = table.findAround();
      for (let i = 0; i < count; i += 1) texts.add(table.textAt(found[i] ?? 0));
    }
    if (texts.size === 0) return matches;
    const networks = [...texts].sort((a, b) => prefixOf(b) - prefixOf(a));
    return [...matches, ...networks.flatMap((network) => this.lookUp({ kind: 'network', value: network }, at))];
  }

  /**
   * Listings of a host name, and of names above it as far as their source lets them cover it: `exact` never,
   * `registrable` where the listed name is the registrable domain, `all` also where it is below that. A public suffix
   * covers nothing.
   */
  lookUpDomain(name: string, at: number): readonly Match[] {
    const count = hashParents(name, kindCodes.domain, this.#key);
    let matches = none;
    for (let i = count - 1; i >= 0; i -= 1) {
      if (!this.#mayHoldParent(i)) continue;
      const listed = this.#matchesParent(name, i, at);
      if (listed.length > 0) matches = matches === none ? listed : [...matches, ...listed];
    }
    return matches;
  }

  lookUpUrl(url: string, at: number): readonly Match[] {
    return this.lookUp({ kind: 'url', value: url }, at);
  }

  lookUpEmail(email: string, at: number): readonly Match[] {
    return this.lookUp({ kind: 'email', value: email }, at);
  }

  /** Lower-case hexadecimal; its length tells the algorithm. */
  lookUpHash(hash: string, at: number): readonly Match[] {
    const kind = hashKinds[hash.length];
    return kind === undefined ? none : this.lookUp({ kind, value: hash }, at);
  }

  /** Observables of these kinds that are in force, each once, a few at a time: a step reads some 1,000 bytes of the file. */
  *inForce(kinds: readonly Kind[], at: number): Generator<readonly Observable[]> {
    const byCode = new Map(kinds.map((kind) => [kindCodes[kind], kind]));
    for (const layer of this.#layers) {
      for (const some of layer.observables()) {
        const found = some.flatMap(({ kind: code, value, listings }) => {
          const kind = byCode.get(code);
          return kind !== undefined && this.#isListed(layer, { kind, value }, { listings, at })
            ? [{ kind, value }]
            : [];
        });
        if (found.length > 0) yield found;
      }
    }
  }

  /** Whether an observable of a layer is in force and no newer layer has it: then it was told before. */
  #isListed(layer: Layer, observable: Observable, { listings, at }: Seen): boolean {
    const { kind, value } = observable;
    // What is laid over a base has not all that the base knows.
    if (layer.header.base !== null) return this.lookUp(observable, at).length > 0;
    hashText(value, kindCodes[kind], this.#key);
    const newer = this.#layers.filter((each) => each !== layer);
    if (newer.some((each) => each.find(value, kindCodes[kind], fingerprint).length > 0)) return false;
    return listings.some((each) => this.#sources.has(each.source) && isInForce(each, at));
  }

  get #newest(): { readonly header: Layer['header'] } {
    const [newest] = this.#layers;
    if (newest === undefined) throw new TypeError('an index has a base');
    return newest;
  }

  /** Of the last fingerprint made. */
  #mayHold(): boolean {
    return this.#mayHoldWords(fingerprint[0] ?? 0, fingerprint[1] ?? 0);
  }

  #mayHoldParent(i: number): boolean {
    return this.#mayHoldWords(parents.fingerprints[2 * i] ?? 0, parents.fingerprints[2 * i + 1] ?? 0);
  }

  #mayHoldWords(upper: number, lower: number): boolean {
    const layers = this.#layers;
    for (let i = 0; i < layers.length; i += 1) if (layers[i]?.mayHold(upper, lower) === true) return true;
    return false;
  }

  #matchesParent(name: string, i: number, at: number): readonly Match[] {
    const value = name.slice(parents.starts[i]);
    fingerprint.set(parents.fingerprints.subarray(2 * i, 2 * i + 2));
    const listed = this.#matches({ kind: 'domain', value }, at);
    if (value.length === name.length || listed.length === 0) return listed;
    const registrable = registrableDomain(name);
    return listed.filter(({ source }) => covers(value, source.subdomains, registrable));
  }

  /** Confirms the value of the last fingerprint made. The newest layer that knows a listing decides about it. */
  #matches({ kind, value }: Observable, at: number): readonly Match[] {
    const known = new Set<number>();
    const matches: Match[] = [];
    for (const layer of this.#layers) {
      for (const listing of layer.find(value, kindCodes[kind], fingerprint)) {
        if (known.has(listing.id)) continue;
        known.add(listing.id);
        const source = this.#sources.get(listing.source);
        if (source !== undefined && isInForce(listing, at)) matches.push({ ...listing, kind, value, source });
      }
    }
    return matches.length === 0 ? none : matches;
  }
}

const hashKinds: Readonly<Record<number, Kind>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' };

function isInForce({ validFrom, validUntil, expiresAt }: ListingFacts, at: number): boolean {
  return at < expiresAt && (validFrom === null || validFrom <= at) && (validUntil === null || at < validUntil);
}

/** Whether a listed name covers a name below it of which `registrable` is the registrable domain. */
function covers(listed: string, rule: SubdomainRule, registrable: string | null): boolean {
  if (registrable === null || rule === 'exact') return false;
  return rule === 'registrable' ? listed === registrable : listed.length >= registrable.length;
}

function prefixOf(network: string): number {
  return Number(network.slice(network.indexOf('/') + 1));
}

function textOf(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const mapped = bytes.length === 16 && number >> 32n === 0xffffn;
  return formatAddress(
    bytes.length === 4 || mapped ? { bits: 32, number: number & 0xffffffffn } : { bits: 128, number },
  );
}

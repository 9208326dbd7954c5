import { createHash } from 'node:crypto';
import { joined } from '../base/bytes.ts';
import type { ListSettings } from '../feed/source.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { defaultListBudget } from '../lists/budget.ts';
import { detectFormat } from '../lists/detect.ts';
import type { ListFormat } from '../lists/format.ts';
import { type ListReader, openListReader } from '../lists/reader.ts';
import type { DocumentEnd, DocumentOptions, DocumentReader } from './document.ts';
import type { ListHead } from './session.ts';
import { looksLikeStix1, openStix1List } from './stix1-list.ts';
import { looksLikeStix2, openStix2List } from './stix2-list.ts';

/** Bytes by which the format is found out. */
const enough = 16 * 1024;

const nothing = new Uint8Array(0);

/** Characters that are gathered before they are hashed. */
const gathered = 16 * 1024;

/** What the lists of a session have in common. */
export interface ListSession {
  readonly list: ListSettings;
  readonly now: number;
  readonly assertPlainObservables: boolean;
}

/** Reads one list, whose format is found out by its beginning where the settings leave it open. */
export class ListDocument implements DocumentReader {
  readonly #session: ListSession;
  readonly #settings: ListSettings;
  readonly #options: DocumentOptions;
  readonly #hash = createHash('sha256');
  #text = '';
  #held: Uint8Array[] = [];
  #size = 0;
  #reader: ListReader | null = null;
  #format: ListHead['format'] = 'text';

  constructor(session: ListSession, options: DocumentOptions) {
    this.#session = session;
    this.#settings = session.list;
    this.#options = options;
  }

  /** @throws Failure `body/*`, `list/*`, `csv/*`. */
  write(bytes: Uint8Array): readonly Indicator[] {
    if (this.#reader !== null) return this.#told(this.#reader.push(bytes));
    this.#held.push(Uint8Array.from(bytes));
    this.#size += bytes.length;
    return this.#size < enough ? [] : this.#begin();
  }

  /** The list has ended. @throws Failure as `write`, and `list/unreadable`. */
  end(): DocumentEnd<ListHead> {
    const first = this.#reader === null ? this.#begin() : [];
    const { indicators, tally } = this.#open().end();
    this.#told(indicators);
    this.#hash.update(this.#text);
    const head = { kind: 'list', format: this.#format } as const;
    return {
      indicators: [...first, ...indicators],
      result: { head, tally, contentDigest: this.#hash.digest('hex') },
    };
  }

  /** Nothing of a list reaches another one. */
  abandon(): void {
    this.#held = [];
  }

  #begin(): readonly Indicator[] {
    const reader = this.#open();
    const held = this.#held;
    this.#held = [];
    return held.flatMap((bytes) => [...this.#told(reader.push(bytes))]);
  }

  #open(): ListReader {
    if (this.#reader !== null) return this.#reader;
    const { kinds } = this.#settings;
    const { encoding: charset, documentBytes } = this.#options;
    const format = this.#settings.format === 'auto' ? this.#detected() : this.#settings.format;
    const budget = { ...defaultListBudget, documentBytes };
    this.#format = format;
    if (format === 'stix1') {
      const { now, assertPlainObservables } = this.#session;
      this.#reader = openStix1List({ now, assertPlainObservables, kinds, documentBytes, charset });
      return this.#reader;
    }
    if (format === 'stix2') {
      const assert = this.#session.assertPlainObservables ? 'all' : 'indicated';
      this.#reader = openStix2List({ now: this.#session.now, assert, kinds, documentBytes });
      return this.#reader;
    }
    this.#reader = openListReader({ format: formatOf(format, this.#settings), kinds, budget, charset });
    return this.#reader;
  }

  #detected(): ListHead['format'] {
    const { contentType, name } = this.#options.told ?? { contentType: null, name: null };
    const head = this.#held.reduce(joined, nothing);
    if (looksLikeStix1(head)) return 'stix1';
    return looksLikeStix2(head) ? 'stix2' : detectFormat(head, contentType, name).kind;
  }

  /** The digest is of what was read, in its order: comments that change with every download do not change it. */
  #told(indicators: readonly Indicator[]): readonly Indicator[] {
    for (const { id, title, validFrom, validUntil, confidence, tlp, observables } of indicators) {
      this.#text += `${id}\u0001${title ?? ''}\u0001${validFrom ?? ''}\u0001${validUntil ?? ''}\u0001${confidence ?? ''}\u0001${tlp ?? ''}`;
      for (const { kind, value } of observables) this.#text += `\u0002${kind} ${value}`;
      if (this.#text.length < gathered) continue;
      this.#hash.update(this.#text);
      this.#text = '';
    }
    return indicators;
  }
}

/** A format with what the settings say of it. */
function formatOf(kind: ListFormat['kind'], { delimiter, header, columns, mapping }: ListSettings): ListFormat {
  switch (kind) {
    case 'csv': {
      const { value, ...details } = columns;
      const values = value === undefined ? [] : value.split(',').map((name) => name.trim());
      return { kind: 'csv', delimiter, header, columns: { values, ...details } };
    }
    case 'json':
    case 'jsonl':
      return { kind, mapping };
    case 'text':
    case 'ctia':
      return { kind };
  }
}

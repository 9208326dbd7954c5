import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import { reasonName } from '../indicator/reason.ts';
import type { PrefixResolver, XmlAttributes, XmlHandler, XmlName } from '../xml/handler.ts';
import { Extraction } from './extraction.ts';
import { type Frame, ignored } from './frame.ts';
import { openPackage } from './walk.ts';

/** How deep elements may stand in each other; what lies deeper is counted `too-deep` and not looked at. */
const maximumDepth = 200;

export interface StixSessionOptions {
  /** Indicators of earlier polls that still wait for their references. */
  readonly waiting: readonly WaitingIndicator[];
  /** Milliseconds since 1970: the `since` of what begins to wait, and which of several validity windows is over. */
  readonly now: number;
  /**
   * Takes observables that no indicator names for assertions too, as feeds mean them that send nothing else.
   * Default false: they are sightings, counted `observable-outside-indicator`.
   */
  readonly assertPlainObservables?: boolean;
}

/**
 * Reads the STIX 1.x packages of one poll, block by block, in bounded memory. References are resolved forward,
 * backward and across the blocks of the session. Nothing is thrown for what a package says or lacks: it is counted.
 */
export interface StixSession {
  /** The reader of the next block. One block at a time. */
  reader(): StixBlockReader;
  /** What has been read since the last call. `tally.received` is 0. Call it at least once a block. */
  drain(): { readonly indicators: Indicator[]; readonly tally: Tally };
  /** Indicators whose references are still missing, for the segment's commit and the next session. */
  waiting(): WaitingIndicator[];
}

/** Takes the events of one content block, from the root of the content on. */
export interface StixBlockReader extends XmlHandler {
  /** Call it when the content has ended. `malformed`: it broke off; what was whole before is kept, and counted. */
  end(malformed: boolean): void;
}

/** Opens the session of one poll. */
export function openStixSession(options: StixSessionOptions): StixSession {
  const extraction = new Extraction({ assertPlainObservables: false, ...options });
  return {
    reader: () => new BlockReader(extraction, options.now),
    drain: () => extraction.drain(),
    waiting: () => extraction.waiting(),
  };
}

/** Namespaces of STIX_Package, up to 1.2 and from 1.2.1 on. */
const packageNamespace =
  /^(?:http:\/\/stix\.mitre\.org\/stix-1|http:\/\/docs\.oasis-open\.org\/cti\/ns\/stix\/core-1)$/;

class BlockReader implements StixBlockReader {
  readonly #extraction: Extraction;
  readonly #now: number;
  readonly #stack: Frame[];
  #top: Frame;
  #beyond = 0;
  #rooted = false;
  #ended = false;

  constructor(extraction: Extraction, now: number) {
    this.#extraction = extraction;
    this.#now = now;
    this.#top = { ...ignored, child: (name, attributes) => this.#openRoot(name, attributes) };
    this.#stack = [this.#top];
  }

  open(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): void {
    if (this.#stack.length > maximumDepth) {
      if (this.#beyond === 0) this.#extraction.count('too-deep');
      this.#beyond += 1;
      return;
    }
    this.#top = this.#top.child(name, attributes, resolve);
    this.#stack.push(this.#top);
  }

  text(text: string): void {
    if (this.#beyond === 0) this.#top.text(text);
  }

  close(): void {
    if (this.#beyond > 0) {
      this.#beyond -= 1;
      return;
    }
    if (this.#stack.length === 1) return;
    this.#stack.pop();
    this.#top.close();
    this.#top = this.#stack.at(-1) ?? ignored;
  }

  #openRoot(name: XmlName, attributes: XmlAttributes): Frame {
    this.#rooted = true;
    if (name.local !== 'STIX_Package' || !packageNamespace.test(name.uri)) {
      this.#extraction.count(`not-stix:${reasonName(name.local)}`);
      return ignored;
    }
    const plainCommas = attributes['version']?.trim() === '1.0';
    return openPackage({ intake: this.#extraction, now: this.#now, plainCommas });
  }

  end(malformed: boolean): void {
    if (this.#ended) return;
    this.#ended = true;
    if (malformed || this.#stack.length > 1) this.#extraction.count('malformed-content');
    else if (!this.#rooted) this.#extraction.count('not-stix:nothing');
    this.#extraction.endBlock();
  }
}

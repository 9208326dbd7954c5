import type { Evidence, Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { fail } from './conditions.ts';
import { Lookout } from './lookout.ts';
import { referenced } from './references.ts';
import { Spot } from './spot.ts';

const tab = 9;
const feed = 10;
const carriage = 13;
const space = 0x20;

/** Characters shown on either side of what is wrong. */
const around = 40;

/** XML 1.0 §2.2 [2] without surrogates, which `isWellFormed` sees to. */
// oxlint-disable-next-line no-control-regex -- they are what it looks for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** The piece of text at hand: what is found in it, and where in the document it lies. */
export class Source {
  readonly less = new Lookout('<');
  readonly ampersand = new Lookout('&');
  readonly carriage = new Lookout('\r');
  readonly brackets = new Lookout(']]>');
  readonly #feed = new Lookout('\n');
  readonly #tab = new Lookout('\t');
  readonly #lookouts = [this.less, this.ampersand, this.carriage, this.brackets, this.#feed, this.#tab];
  readonly #spot = new Spot();
  #from = 0;
  text = '';
  /** It may be read up to here: half a line end or half a character at the very end wait for the other half. */
  end = 0;

  /** Makes a text the present one, from an index on, and checks its characters. @throws Failure `xml/malformed`. */
  take(text: string, from: number): void {
    this.text = text;
    this.#from = from;
    for (const lookout of this.#lookouts) lookout.over(text);
    const last = text.charCodeAt(text.length - 1);
    const half = last === carriage || (last >= 0xd800 && last <= 0xdbff);
    this.end = half ? text.length - 1 : text.length;
    // What stands before `from` was looked at with the tag that it ends.
    const fresh = text.slice(from, this.end);
    const bad = fresh.search(forbidden);
    if (bad >= 0) throw this.malformed('a character that XML forbids', from + bad);
    if (!fresh.isWellFormed()) throw this.malformed('half a character', from);
  }

  /** The text has been read up to an index. Returns what is left of it. */
  leave(at: number): string {
    this.#spot.advance(this.text, this.#from, at);
    this.#from = at;
    return at === this.text.length ? '' : this.text.slice(at);
  }

  afterSpace(from: number): number {
    let at = from;
    while (at < this.end && isSpace(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  /** An attribute's value as XML 1.0 §3.3.3 normalises it. */
  value(from: number, to: number): string {
    const raw = this.text.slice(from, to);
    const blank = this.#feed.from(from) < to || this.#tab.from(from) < to || this.carriage.from(from) < to;
    const text = blank ? raw.replace(/\r\n|[\r\n\t]/g, ' ') : raw;
    if (this.ampersand.from(from) >= to) return text;
    return text.replace(/&([^;]*)(;?)/g, (_, body: string, stop: string) => {
      if (stop === '') throw this.malformed('a reference without an end', from);
      return this.resolved(body, from);
    });
  }

  /** What a reference, without its `&` and `;`, stands for. @throws Failure `xml/malformed`, `xml/forbidden-entity`. */
  resolved(body: string, at: number): string {
    const text = referenced(body);
    if (text !== undefined) return text;
    const what = `the reference &${safeText(body, 40)};`;
    if (body === '' || body.startsWith('#')) throw this.malformed(`${what} stands for nothing`, at);
    throw fail('xml/forbidden-entity', this.spot(at).message(`${what} is not defined`), { evidence: this.#shown(at) });
  }

  /** The place of an index of the present text in the document. */
  spot(at: number): Spot {
    return this.#spot.after(this.text, this.#from, at);
  }

  malformed(what: string, at: number): Failure {
    return fail('xml/malformed', this.spot(at).message(what), { evidence: this.#shown(at) });
  }

  /** Where it is, and what stands around it as far as that is at hand. */
  #shown(at: number): Evidence {
    const excerpt = safeText(this.text.slice(Math.max(0, at - around), at + around), 2 * around);
    return { ...this.spot(at).evidence(), excerpt };
  }

  exceeded(what: 'depth' | 'attributes' | 'token', how: string, at: number): Failure {
    return fail(`xml/forbidden-${what}`, this.spot(at).message(how));
  }
}

/** XML 1.0 §2.3 [3]. */
export function isSpace(code: number): boolean {
  return code === space || code === feed || code === tab || code === carriage;
}

import { parseDomain } from '../observable/domain.ts';
import { parseEmail } from '../observable/email.ts';
import { parseIp } from '../observable/ip.ts';
import type { Observable, Refusal } from '../observable/observable.ts';
import { isRefusal } from '../observable/refusal.ts';
import type { Fact, Place } from '../policy/fact.ts';
import type { Spending } from './budget.ts';
import { findSchemed, findUrls, mostFound, type FoundUrl } from './find-urls.ts';
import { visible } from './invisible.ts';
import { asBrowserReads, hostOf, urlForms } from './url-forms.ts';
import { unwrapped, unwrappedDomain } from './wrappers.ts';

/** Wrappers within wrappers that are taken off. */
const deepestWrapper = 5;

/** Characters that are searched before the clock is looked at. */
const pieceLength = 256 * 1024;
const longestWord = 4096;

/** What `http://` and `https://` begin with in base 64. */
const hiddenUrl = /aHR0c(?:DovL|HM6L)[A-Za-z0-9+/_-]{4,2800}/g;

/** Facts of a mail: each observable once, where it was seen first. */
export class Collector {
  readonly #spending: Spending;
  readonly #facts = new Map<string, Fact>();
  readonly #written = new Set<string>();

  constructor(spending: Spending) {
    this.#spending = spending;
  }

  get facts(): readonly Fact[] {
    return [...this.#facts.values()];
  }

  add(observable: Observable | Refusal, where: Place, note: string | null): void {
    if (isRefusal(observable)) return;
    const key = `${observable.kind} ${observable.value}`;
    if (!this.#facts.has(key)) this.#facts.set(key, { observable, where, note });
  }

  /** An address of a host: an IP address, or a domain with the names that cover it left to matching. */
  host(text: string, where: Place, note: string | null): void {
    for (const observable of observablesOfHost(text)) this.add(observable, where, note);
  }

  /** A mailbox as written and in lower case, and its domain. */
  mailbox(text: string, where: Place, note: string | null): void {
    if (!this.#takes(text)) return;
    for (const observable of observablesOfMailbox(text)) this.add(observable, where, note);
  }

  /** All URLs and names in a text that a person reads. */
  text(text: string, where: Place, note: string | null): void {
    for (const piece of this.#pieces(text)) this.#all(findUrls(visible(piece)), where, note);
  }

  /** Only URLs with a scheme, for what nobody reads as text; and those that scripts keep in base 64. */
  code(text: string, where: Place, note: string | null): void {
    for (const piece of this.#pieces(text)) {
      this.#all(findSchemed(piece), where, note);
      for (const [hidden] of piece.matchAll(hiddenUrl)) {
        this.#all(findSchemed(Buffer.from(hidden, 'base64').toString('latin1')), where, note);
      }
    }
  }

  /** A long text in pieces that end at blanks, while there is time. */
  *#pieces(text: string): Generator<string> {
    if (text.length <= pieceLength) return yield text;
    for (let at = 0; at < text.length && this.#spending.hasTime();) {
      const blank = text.slice(at + pieceLength - longestWord, at + pieceLength).search(/\s\S*$/);
      const end = blank < 0 ? at + pieceLength : at + pieceLength - longestWord + blank + 1;
      yield text.slice(at, end);
      at = end;
    }
  }

  #all(found: readonly FoundUrl[], where: Place, note: string | null): void {
    if (found.length >= mostFound) this.#spending.reserve('mail/too-many-urls');
    for (const { kind, text } of found) {
      if (!this.#takes(text)) continue;
      if (kind === 'host') this.host(text, where, note);
      else this.#url(text, { where, note }, kind === 'bare');
    }
  }

  /** Where markup leads: absolute, or relative to the base that it names. */
  reference(text: string, base: string | null, where: Place, note: string | null): void {
    const plain = asBrowserReads(text);
    if (!this.#takes(plain)) return;
    if (/^(?:https?|ftp):/i.test(plain)) return this.#url(plain, { where, note }, false);
    if (/^www\d?\./i.test(plain)) return this.#url(plain, { where, note }, true);
    if (/^[/\\]{2}[^/\\]/.test(plain)) {
      for (const scheme of ['https', 'http']) this.#url(`${scheme}://${plain.slice(2)}`, { where, note }, false);
    } else if (/^mailto:/i.test(plain)) this.mailbox(plain.slice(7).split('?', 1)[0] ?? '', where, note);
    else if (/^[a-z][a-z0-9+.-]*:/i.test(plain)) this.code(plain, where, note);
    else if (base !== null) this.#relative(plain, base, { where, note });
  }

  #relative(plain: string, base: string, at: At): void {
    const href = URL.parse(plain, asBrowserReads(base))?.href;
    if (href !== undefined) this.#url(href, at, false);
  }

  /** Whether a text is new, and there is room for it. */
  #takes(text: string): boolean {
    if (text === '' || this.#written.has(text)) return false;
    if (!this.#spending.takeUrl()) return false;
    this.#written.add(text);
    return true;
  }

  #url(text: string, { where, note }: At, assumeHttp: boolean): void {
    for (const observable of observablesOfUrl(text, assumeHttp)) this.add(observable, where, note);
  }
}

interface At {
  readonly where: Place;
  readonly note: string | null;
}

/** An IP address, or a domain; none where it is neither. */
export function observablesOfHost(text: string): readonly Observable[] {
  const name = text.replace(/^\[(?:IPv6:)?(.*)\]$/i, '$1');
  const address = /^[\d.]+$|:/.test(name) ? parseIp(name) : null;
  const found = address === null || isRefusal(address) ? parseDomain(text) : address;
  return isRefusal(found) ? [] : [found];
}

/** An address as written and in lower case, and its domain. */
export function observablesOfMailbox(text: string): readonly Observable[] {
  const address = parseEmail(text);
  if (isRefusal(address)) return [];
  const { value } = address;
  const lower = value.toLowerCase();
  const domain = observablesOfHost(value.slice(value.lastIndexOf('@') + 1));
  return [address, ...(lower === value ? [] : [{ kind: 'email', value: lower } as const]), ...domain];
}

/** All that a URL shows: its forms, its host, and the same of what its wrappers hold. */
export function observablesOfUrl(text: string, assumeHttp: boolean): readonly Observable[] {
  const all: Observable[] = [];
  const push = (each: Observable | Refusal): void => {
    if (!isRefusal(each)) all.push(each);
  };
  let next: string | null = text;
  for (let depth = 0; next !== null && depth <= deepestWrapper; depth += 1) {
    const forms = urlForms(next, assumeHttp);
    const [first] = forms;
    if (first === undefined) break;
    all.push(...forms, ...observablesOfHost(hostOf(first.value)));
    const domain = unwrappedDomain(first.value);
    if (domain !== null) push(parseDomain(domain));
    next = unwrapped(first.value);
  }
  return all;
}

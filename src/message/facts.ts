import { createHash } from 'node:crypto';
import { isZip, readZip } from '../archive/zip.ts';
import { parseDomain } from '../observable/domain.ts';
import { parseEmail } from '../observable/email.ts';
import { parseIp } from '../observable/ip.ts';
import type { Observable, Refusal } from '../observable/observable.ts';
import { parseUrl } from '../observable/url.ts';
import type { Fact, Place } from '../policy/fact.ts';
import { defaultMailBudget, type MailBudget } from './budget.ts';
import type { MailReservation } from './conditions.ts';
import { decodeText } from './charset.ts';
import { decodeWords, type HeaderField } from './header.ts';
import { linksOfHtml, linksOfText } from './links.ts';
import { readMessage, type Part } from './parts.ts';
import { unwrapped } from './wrappers.ts';

export interface MessageOptions {
  /** The end of the message is missing: what reaches into the cut is not hashed. */
  readonly truncated: boolean;
  readonly budget?: MailBudget;
}

/** What a message shows, each value once, and why some of it was not looked at. */
export interface MessageFacts {
  readonly facts: readonly Fact[];
  readonly reservations: readonly MailReservation[];
}

/** Everything that a message (RFC 5322) shows and that can be listed. Never fails on what a sender wrote. */
export async function factsOfMessage(
  bytes: Uint8Array,
  { truncated, budget = defaultMailBudget }: MessageOptions,
): Promise<MessageFacts> {
  const message = readMessage(bytes, budget, truncated);
  const gathering = new Gathering(budget);
  for (const each of message.reservations) gathering.reservations.add(each);
  gathering.headers(message.fields);
  for (const part of message.parts) await gathering.part(part);
  return { facts: gathering.facts, reservations: [...gathering.reservations] };
}

const senders: Readonly<Record<string, Place>> = { from: 'from', sender: 'sender', 'reply-to': 'reply-to' };
const address = /[^\s<>(),;:"]+@[^\s<>(),;:"]+/g;

class Gathering {
  readonly facts: Fact[] = [];
  readonly reservations = new Set<MailReservation>();
  readonly #budget: MailBudget;
  readonly #known = new Set<string>();
  #urls = 0;
  #unpacked: number;

  constructor(budget: MailBudget) {
    this.#budget = budget;
    this.#unpacked = budget.unpacked;
  }

  /** Who says to have written it, and links in the subject. */
  headers(fields: readonly HeaderField[]): void {
    for (const { name, value } of fields) {
      const where = senders[name];
      if (where !== undefined) this.#addresses(decodeWords(value), where);
      if (name === 'subject') this.#links(linksOfText(decodeWords(value)), 'subject');
    }
  }

  async part(part: Part): Promise<void> {
    const { type, content, charset } = part;
    if (part.nested > 0) this.headers(part.fields);
    if (type === 'text/html' || /\.x?html?$/i.test(part.fileName ?? '')) this.#html(decodeText(content, charset), part);
    else if (type === 'text/calendar') this.#links(linksOfText(unfolded(decodeText(content, charset))), 'calendar');
    else if (type.startsWith('text/') && !part.isAttachment)
      this.#links(linksOfText(decodeText(content, charset)), 'text');
    else if (isTextual(part)) this.#links(linksOfText(decodeText(content, charset)), 'attachment');
    if (part.isAttachment && content.length > 0) await this.#attachment(part);
  }

  #html(html: string, part: Part): void {
    const where = part.isAttachment ? 'attachment' : 'html';
    const { links, text } = linksOfHtml(html);
    this.#links(links, where);
    this.#links(linksOfText(text), where);
  }

  async #attachment({ content, fileName, cut }: Part): Promise<void> {
    // What was cut has another hash than what was sent.
    if (cut) return;
    this.#hashes(content, 'attachment', fileName);
    if (!isZip(content)) return;
    for (const member of await readZip(content, { members: 1000, bytes: this.#unpacked })) {
      if (member.kind === 'file') {
        this.#unpacked -= member.content.length;
        this.#hashes(member.content, 'archive', member.name);
      } else this.reservations.add(`mail/archive-${member.kind}`);
    }
  }

  #hashes(content: Uint8Array, where: Place, note: string | null): void {
    for (const kind of ['sha256', 'sha1', 'md5'] as const) {
      this.#add({ kind, value: createHash(kind).update(content).digest('hex') }, where, note);
    }
  }

  /** Every address of a header, those in names too: that is where readers see them. */
  #addresses(text: string, where: Place): void {
    for (const [each] of text.matchAll(address)) {
      this.#add(parseEmail(each), where, null);
      this.#add(parseDomain(each.slice(each.lastIndexOf('@') + 1)), where, null);
    }
  }

  #links(links: readonly string[], where: Place): void {
    for (const link of links) {
      if (this.#urls >= this.#budget.urls) {
        this.reservations.add('mail/too-many-urls');
        return;
      }
      if (link.startsWith('mailto:')) this.#addresses(link.slice(7).split('?', 1)[0] ?? '', where);
      else if (/^(?:(?:https?|ftp):|www\.)/i.test(link)) this.#link(link, where);
    }
  }

  /** A link, and what it leads to through others' counters. */
  #link(link: string, where: Place): void {
    let next: string | null = link;
    for (let hops = 0; next !== null && hops < 5; hops += 1) {
      this.#urls += 1;
      const url = parseUrl(next, { assumeHttp: true });
      if ('rule' in url) return;
      this.#add(url, where, null);
      const host = hostOf(url.value);
      const ip = parseIp(host);
      this.#add('rule' in ip ? parseDomain(host) : ip, where, null);
      next = unwrapped(next);
    }
  }

  #add(parsed: Observable | Refusal, where: Place, note: string | null): void {
    if ('rule' in parsed) return;
    const key = `${parsed.kind} ${parsed.value}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.facts.push({ observable: { kind: parsed.kind, value: parsed.value }, where, note });
  }
}

/** The host of a canonical URL. */
function hostOf(url: string): string {
  return /^[a-z]+:\/\/(\[[^\]]*\]|[^/:?#]*)/.exec(url)?.[1]?.replace(/^\[(.*)\]$/, '$1') ?? '';
}

/** Attached files that are read as text. */
function isTextual({ type, fileName }: Part): boolean {
  return (
    /^(?:text\/|image\/svg|application\/(?:xml|xhtml|json|javascript))/.test(type) ||
    /\.(?:url|svg|txt|csv|ics|eml)$/i.test(fileName ?? '')
  );
}

/** Lines of a calendar are folded like headers (RFC 5545 §3.1), and escape what separates values. */
function unfolded(text: string): string {
  return text
    .replaceAll(/\r?\n[ \t]/g, '')
    .replaceAll(/\\([,;\\nN])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char));
}

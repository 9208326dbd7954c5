import { Parser } from 'htmlparser2';

/** What is invisible in text and breaks a link for machines alone: zero-width, soft hyphen, bidi marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

const found = /(?:\b(?:https?|ftp):\/\/|(?<![\w.@/-])www\.)[^\s<>"'`\u3000-\u303f\uff00-\uff0f{}|\\^]+/gi;

/** Links in running text, also bare `www.` ones; what closes a sentence is no part of them. */
export function linksOfText(text: string): readonly string[] {
  const links: string[] = [];
  for (const [match] of text.replaceAll(invisible, '').matchAll(found)) links.push(trimmed(match));
  return links;
}

function trimmed(link: string): string {
  let text = link.replace(/[.,;:!?'"]+$/, '');
  // A closing bracket belongs to the link only where it opens in it.
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
  ] as const) {
    while (text.endsWith(close) && text.split(open).length < text.split(close).length)
      text = text.slice(0, -1).replace(/[.,;:!?]+$/, '');
  }
  return text;
}

const linkAttributes: ReadonlySet<string> = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'background',
  'cite',
  'data',
  'poster',
  'xlink:href',
  'longdesc',
  'codebase',
]);

/** What an HTML part leads to, relative links by its base, and the text that is shown. */
export function linksOfHtml(html: string): { readonly links: readonly string[]; readonly text: string } {
  const seen = new SeenInHtml();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => seen.open(name, attributes),
      ontext: (data) => seen.say(data),
      onclosetag: (name) => seen.close(name),
      // Conditional comments are shown by some readers of mail.
      oncomment: (data) => seen.links.push(...linksOfText(data)),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return { links: seen.all(), text: seen.text };
}

class SeenInHtml {
  readonly links: string[] = [];
  text = '';
  #base: string | null = null;
  #style = '';
  #inStyle = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#inStyle = name === 'style';
    if (name === 'base') this.#base ??= attributes['href'] ?? null;
    for (const [attribute, value] of Object.entries(attributes)) this.#attribute(attribute, value);
    if (/refresh/i.test(attributes['http-equiv'] ?? ''))
      this.#add(/url\s*=\s*['"]?([^'"]+)/i.exec(attributes['content'] ?? '')?.[1] ?? '');
  }

  say(data: string): void {
    if (this.#inStyle) this.#style += data;
    else this.text += data;
  }

  close(name: string): void {
    this.#inStyle = false;
    if (blocks.has(name)) this.text += '\n';
  }

  all(): readonly string[] {
    for (const [, , link = ''] of this.#style.matchAll(/url\(\s*(['"]?)(.*?)\1\s*\)/gi)) this.#add(link);
    return this.links.map((link) => absolute(link, this.#base));
  }

  #attribute(attribute: string, value: string): void {
    if (linkAttributes.has(attribute)) this.#add(value);
    else if (attribute === 'srcset')
      for (const each of value.split(',')) this.#add(each.trim().split(/\s/, 1)[0] ?? '');
    else if (attribute === 'style') this.#style += `${value}\n`;
  }

  /** What browsers leave out of a link is left out. */
  #add(link: string): void {
    this.links.push(
      link
        .replaceAll(invisible, '')
        .replaceAll(/[\t\r\n]/g, '')
        .trim(),
    );
  }
}

const blocks: ReadonlySet<string> = new Set([
  'p',
  'div',
  'br',
  'td',
  'tr',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'title',
  'blockquote',
]);

function absolute(link: string, base: string | null): string {
  if (base === null || /^[a-z][a-z0-9+.-]*:/i.test(link)) return link.startsWith('//') ? `http:${link}` : link;
  return URL.parse(link, base)?.href ?? link;
}

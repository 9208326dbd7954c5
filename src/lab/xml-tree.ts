/** An element of a client's request, names resolved to their namespaces. */
export interface Element {
  readonly namespace: string;
  readonly name: string;
  /** Attributes without a prefix. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  /** Character data directly inside, entities resolved. */
  text: string;
}

const mostElements = 1000;
const mostLevels = 16;

/** Text for element content or an attribute value. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w.-]+(?::[\w.-]+)?)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

type Scope = ReadonlyMap<string, string>;

/**
 * Reads a whole small document, such as a TAXII request: at most 1,000 elements, 16 deep; no DTD. Answers
 * `undefined` where the text is not such a document, with no attempt to say why: the practice server answers
 * BAD_MESSAGE to it as real servers do.
 */
export function readXml(text: string): Element | undefined {
  const top: Element = { namespace: '', name: '', attributes: new Map(), children: [], text: '' };
  const reader = new TreeReader(top);
  token.lastIndex = 0;
  const source = text.replace(/^\ufeff/, '');
  for (let at = 0; at < source.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(source);
    if (match === null || !reader.take(match)) return undefined;
  }
  return reader.done && top.children.length === 1 && top.text.trim() === '' ? top.children[0] : undefined;
}

class TreeReader {
  readonly #open: { readonly element: Element; readonly scope: Scope; readonly tag: string }[];
  #elements = 0;

  constructor(top: Element) {
    this.#open = [{ element: top, scope: new Map([['', '']]), tag: '' }];
  }

  get done(): boolean {
    return this.#open.length === 1;
  }

  /** Takes the next token; false where it breaks the document or its limits. */
  take(match: RegExpExecArray): boolean {
    const [, cdata, slash, tag, attributes, empty, text] = match;
    const here = this.#open.at(-1);
    if (here === undefined) return false;
    here.element.text += cdata ?? unescapeXml(text ?? '');
    if (tag === undefined) return true;
    if (slash === '/') return this.#open.pop()?.tag === tag && this.#open.length > 0;
    return this.#start(tag, attributes ?? '', empty === '/');
  }

  #start(tag: string, attributes: string, empty: boolean): boolean {
    const here = this.#open.at(-1);
    this.#elements += 1;
    if (here === undefined || this.#elements > mostElements || this.#open.length > mostLevels) return false;
    const next = start(tag, attributes, here.scope);
    if (next === undefined) return false;
    here.element.children.push(next.element);
    if (!empty) this.#open.push({ ...next, tag });
    return true;
  }
}

interface Started {
  readonly element: Element;
  readonly scope: Scope;
}

function start(tag: string, written: string, outer: Scope): Started | undefined {
  const scope = new Map(outer);
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of written.matchAll(attribute)) {
    const value = unescapeXml(double ?? single ?? '');
    if (name === 'xmlns') scope.set('', value);
    else if (name.startsWith('xmlns:')) scope.set(name.slice(6), value);
    else attributes.set(name, value);
  }
  const colon = tag.indexOf(':');
  const namespace = scope.get(tag.slice(0, Math.max(0, colon)));
  if (namespace === undefined) return undefined;
  return { element: { namespace, name: tag.slice(colon + 1), attributes, children: [], text: '' }, scope };
}

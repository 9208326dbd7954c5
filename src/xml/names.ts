import type { XmlName } from './handler.ts';

/** A name as it is written, taken apart at its colon. */
export class WrittenName {
  readonly raw: string;
  readonly prefix: string;
  readonly local: string;
  /** As an element's, in the namespace it was last found in. */
  #expanded: XmlName | null = null;
  /** Kept by `Scope`: what the prefix means, and in which state of the scope it was looked up. */
  uri: string | undefined = undefined;
  seenIn = -1;

  constructor(raw: string) {
    const colon = raw.indexOf(':');
    this.raw = raw;
    this.prefix = colon < 0 ? '' : raw.slice(0, colon);
    this.local = colon < 0 ? raw : raw.slice(colon + 1);
  }

  /** Namespaces in XML 1.0 §4: no colon at either end, no second one, a local part that could stand alone. */
  get qualified(): boolean {
    return !this.raw.startsWith(':') && !this.local.includes(':') && startsName(this.local);
  }

  expanded(uri: string): XmlName {
    if (this.#expanded?.uri !== uri) this.#expanded = { uri, local: this.local };
    return this.#expanded;
  }
}

/** XML 1.0 §2.3: 2 for what may begin a name, 1 for what may only go on. */
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z_:]/.test(char) ? 2 : /[\d.-]/.test(char) ? 1 : 0;
});
const wideStart =
  // oxlint-disable-next-line no-misleading-character-class -- the ranges are those of the recommendation
  /^[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]/u;
// oxlint-disable-next-line no-misleading-character-class -- likewise
const wideRest = /^[\u00b7\u0300-\u036f\u203f\u2040]/;

const slots = 1024;

/** Reads names out of a text and keeps those that come again and again, which nearly all do. */
export class NameReader {
  /** Where the name last read ended. */
  end = 0;
  readonly #known: (WrittenName | undefined)[] = Array.from({ length: slots }, () => undefined);

  /** The name that begins at an index; `null` where none does or it is no qualified name. */
  read(text: string, at: number): WrittenName | null {
    const length = text.length;
    let hash = 0;
    let i = at;
    while (i < length) {
      const code = text.charCodeAt(i);
      const width = code < 128 ? (ascii[code] === 0 ? 0 : 1) : wideWidth(text, i);
      if (width === 0) break;
      hash = (Math.imul(hash, 31) + code) | 0;
      i += width;
    }
    this.end = i;
    const slot = hash & (slots - 1);
    const known = this.#known[slot];
    if (known?.raw.length === i - at && text.startsWith(known.raw, at)) return known;
    return this.#learn(slot, text.slice(at, i));
  }

  #learn(slot: number, raw: string): WrittenName | null {
    if (!startsName(raw)) return null;
    // A copy that does not keep the document alive.
    const name = new WrittenName(` ${raw}`.slice(1));
    if (!name.qualified) return null;
    if (raw.length <= 64) this.#known[slot] = name;
    return name;
  }
}

function wideWidth(text: string, at: number): number {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return wideStart.test(char) || wideRest.test(char) ? char.length : 0;
}

function startsName(text: string): boolean {
  if (text === '') return false;
  const code = text.charCodeAt(0);
  return code < 128 ? ascii[code] === 2 : wideStart.test(text);
}

import type { PrefixResolver, XmlAttributes, XmlName } from '../xml/handler.ts';

/** What is being read between one start tag and its end tag. A block's open elements are a stack of frames. */
export interface Frame {
  /** The frame of a child element that has just been opened. */
  child(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): Frame;
  text(text: string): void;
  close(): void;
}

/** An element in which nothing is looked for, with everything below it. */
export const ignored: Frame = {
  child: () => ignored,
  text: () => undefined,
  close: () => undefined,
};

type Opening = (attributes: XmlAttributes, name: XmlName, resolve: PrefixResolver) => Frame;

/** An element of which only the named children (STIX or CybOX, by local name) are looked at. */
export function branch(children: Readonly<Record<string, Opening>>, close: () => void = () => undefined): Frame {
  return {
    child(name, attributes, resolve) {
      const opening =
        familyOf(name.uri) !== 'other' && Object.hasOwn(children, name.local) ? children[name.local] : null;
      return opening?.(attributes, name, resolve) ?? ignored;
    },
    text: () => undefined,
    close,
  };
}

/** An element with text; `done` gets it trimmed, white space run together, at most 300 characters, at the end tag. */
export class TextFrame implements Frame {
  readonly #done: (text: string) => void;
  #text = '';

  constructor(done: (text: string) => void) {
    this.#done = done;
  }

  child(): Frame {
    return ignored;
  }

  text(text: string): void {
    if (this.#text.length < 2000) this.#text += text;
  }

  close(): void {
    this.#done(own(this.#text.slice(0, 2000).replace(/\s+/g, ' ').trim().slice(0, 300)));
  }
}

/** Whose names an element belongs to: STIX, CybOX (MITRE's namespaces, or those of OASIS from 1.2.1 on), or others'. */
export type Family = 'stix' | 'cybox' | 'other';

export function familyOf(uri: string): Family {
  if (uri.startsWith('http://cybox.mitre.org/')) return 'cybox';
  if (uri.startsWith('http://stix.mitre.org/')) return 'stix';
  if (uri.startsWith('http://docs.oasis-open.org/cti/ns/cybox/')) return 'cybox';
  return uri.startsWith('http://docs.oasis-open.org/cti/ns/stix/') ? 'stix' : 'other';
}

/** Attribute values that mean true (xs:boolean). */
export function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1';
}

/** A copy that does not keep the chunk of XML alive from which the engine sliced the text. */
export function own(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** An identifier attribute fit to be kept: trimmed, 1 to 512 characters; else `null`. */
export function identifier(value: string | undefined): string | null {
  const id = value?.trim() ?? '';
  return id === '' || id.length > 512 ? null : own(id);
}

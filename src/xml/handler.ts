/** Attributes of one element by local name; of two with one local name the unprefixed one wins. `xsi:type` stands under `xsi:type`. */
export type XmlAttributes = Readonly<Record<string, string>>;

/** An element's expanded name. */
export interface XmlName {
  /** Namespace URI; empty where there is none. */
  readonly uri: string;
  readonly local: string;
}

/** Resolves a namespace prefix in scope at the element just opened (for QNames in values, such as `xsi:type`); '' is the default namespace. */
export type PrefixResolver = (prefix: string) => string | undefined;

/**
 * Receives a document as events. Text arrives in pieces, CDATA and character references already resolved.
 * Only elements' names decide: prefixes are the reader's business.
 */
export interface XmlHandler {
  open(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): void;
  text(text: string): void;
  close(name: XmlName): void;
}

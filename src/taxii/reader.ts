import { parseInstant } from '../base/instant.ts';
import { safeText } from '../base/text.ts';
import type { PrefixResolver, XmlAttributes, XmlHandler, XmlName } from '../xml/handler.ts';
import { fail } from './conditions.ts';
import type { PollResponse, TaxiiMessage, TaxiiVersion } from './message.ts';
import { versionOf } from './names.ts';
import { attributeOf, bindingOf, childOf, isTrue, type Node, NodeKeeper, textOf, wholeNumber } from './node.ts';
import { collections, discovery } from './services.ts';
import { statusMessage } from './status.ts';

/** Receives the content of one block; XML children come as events, anything else as text. */
export interface ContentHandler extends XmlHandler {
  /** The block has ended. `text` events at the top level are the content where there was no XML child. */
  end(): void;
}

/** Makes the handler of a block by its binding (`null` where it names none). */
export type OpenContent = (binding: string | null) => ContentHandler;

/** Passed over with everything in them, as are elements of other namespaces (TAXII 1.1 §4.1.2, §4.1.5; signatures). */
const passedOver: ReadonlySet<string> = new Set(['Extended_Headers', 'Padding', 'Signature']);

/**
 * Reads one TAXII 1.x message from XML events. Content blocks are passed on as they come and nothing of them is kept;
 * the rest of the message becomes a value at its end. A block without a Content element is passed on as an empty one.
 */
export class TaxiiReader implements XmlHandler {
  readonly #openContent: OpenContent;
  readonly #keeper = new NodeKeeper();
  /** Open elements outside content: the root, a Content_Block, what is in it … */
  readonly #stack: Node[] = [];
  #root: Node | null = null;
  #uri = '';
  #version: TaxiiVersion = '1.1';
  /** Depth inside an element that is passed over; 0 outside. */
  #passing = 0;
  /** Depth inside a Content element; 0 outside. */
  #inContent = 0;
  #content: ContentHandler | null = null;
  #hadContent = false;
  #binding: string | null = null;
  #blocks = 0;
  #latest: { readonly label: string; readonly micros: bigint } | null = null;

  constructor(openContent: OpenContent) {
    this.#openContent = openContent;
  }

  /** @throws Failure `taxii/not-taxii`, `taxii/too-long`, and what the content's handler throws. */
  open(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): void {
    if (this.#inContent > 0) {
      this.#inContent += 1;
      this.#content?.open(name, attributes, resolve);
    } else if (this.#passing > 0) this.#passing += 1;
    else if (this.#root === null) this.#begin(name, attributes);
    else if (name.uri !== this.#uri || passedOver.has(name.local)) this.#passing = 1;
    else if (this.#block !== undefined && this.#stack.length === 2 && name.local === 'Content') this.#beginContent();
    else this.#push(this.#keeper.node(name, attributes));
  }

  text(text: string): void {
    if (this.#inContent > 0) this.#content?.text(text);
    else if (this.#passing === 0) {
      const node = this.#stack.at(-1);
      if (node !== undefined) this.#keeper.add(node, text);
    }
  }

  close(name: XmlName): void {
    if (this.#inContent > 1) {
      this.#inContent -= 1;
      this.#content?.close(name);
    } else if (this.#inContent === 1) {
      this.#inContent = 0;
      this.#endContent();
    } else if (this.#passing > 0) this.#passing -= 1;
    else this.#pop();
  }

  /** Blocks read to their end. */
  get blocks(): number {
    return this.#blocks;
  }

  /** The message, once the document has been read to its end. @throws Failure `taxii/not-taxii`. */
  message(): TaxiiMessage {
    const root = this.#root;
    if (root === null) throw fail('taxii/not-taxii', 'the document holds no element');
    const common = { version: this.#version, inResponseTo: root.attributes['in_response_to'] ?? null };
    switch (root.name) {
      case 'Poll_Response':
        return this.#pollResponse(root, common);
      case 'Status_Message':
        return statusMessage(root, common);
      case 'Discovery_Response':
        return { kind: 'discovery-response', ...common, services: discovery(root) };
      case 'Collection_Information_Response':
      case 'Feed_Information_Response':
        return { kind: 'collections-response', ...common, collections: collections(root) };
      default:
        return { kind: 'other', ...common, root: safeText(root.name, 80) };
    }
  }

  /** The block that is open. */
  get #block(): Node | undefined {
    const second = this.#stack[1];
    return second?.name === 'Content_Block' ? second : undefined;
  }

  #begin(name: XmlName, attributes: XmlAttributes): void {
    const version = versionOf(name.uri);
    if (version === undefined) {
      throw fail('taxii/not-taxii', `the answer is XML but not TAXII: its root is ${safeText(name.local, 80)}`, {
        evidence: { root: safeText(name.local, 80), namespace: safeText(name.uri, 200) },
      });
    }
    this.#version = version;
    this.#uri = name.uri;
    this.#root = this.#keeper.node(name, attributes);
    this.#stack.push(this.#root);
  }

  #push(node: Node): void {
    const begins = this.#stack.length === 1 && node.name === 'Content_Block';
    if (begins) {
      this.#binding = null;
      this.#hadContent = false;
    } else if (this.#block === undefined) this.#stack.at(-1)?.children.push(node);
    this.#stack.push(node);
  }

  #pop(): void {
    const node = this.#stack.pop();
    if (node === undefined) return;
    if (this.#block !== undefined) this.#blockField(node);
    else if (this.#stack.length === 1 && node.name === 'Content_Block') this.#endBlock();
    else return;
    this.#keeper.drop(node);
  }

  #blockField(node: Node): void {
    if (this.#stack.length !== 2) return;
    if (node.name === 'Content_Binding') this.#binding = bindingOf(node);
    if (node.name !== 'Timestamp_Label') return;
    const label = node.text.trim();
    const micros = parseInstant(label)?.micros;
    if (micros !== undefined && (this.#latest === null || micros > this.#latest.micros))
      this.#latest = { label, micros };
  }

  #beginContent(): void {
    this.#content = this.#openContent(this.#binding);
    this.#inContent = 1;
    this.#hadContent = true;
  }

  #endContent(): void {
    const content = this.#content;
    this.#content = null;
    content?.end();
  }

  #endBlock(): void {
    if (!this.#hadContent) this.#openContent(this.#binding).end();
    this.#blocks += 1;
  }

  #pollResponse(root: Node, common: { version: TaxiiVersion; inResponseTo: string | null }): PollResponse {
    const count = childOf(root, 'Record_Count');
    return {
      kind: 'poll-response',
      ...common,
      collection: attributeOf(root, 'collection_name', 'feed_name'),
      resultId: attributeOf(root, 'result_id'),
      more: isTrue(root.attributes['more']),
      part: wholeNumber(root.attributes['result_part_number']) ?? 1,
      begin: textOf(root, 'Exclusive_Begin_Timestamp') ?? textOf(root, 'Inclusive_Begin_Timestamp'),
      end: textOf(root, 'Inclusive_End_Timestamp'),
      recordCount: wholeNumber(count?.text),
      recordCountPartial: isTrue(count?.attributes['partial_count']),
      subscription: textOf(root, 'Subscription_ID') ?? attributeOf(root, 'subscription_id'),
      message: textOf(root, 'Message'),
      blocks: this.#blocks,
      latestLabel: this.#latest?.label ?? null,
    };
  }
}

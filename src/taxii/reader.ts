import { safeText } from '../base/text.ts';
import type { PrefixResolver, XmlAttributes, XmlHandler, XmlName } from '../xml/handler.ts';
import { fail } from './conditions.ts';
import { discovery, collections, type Node } from './services.ts';
import type { PollResponse, StatusMessage, TaxiiMessage, TaxiiVersion } from './message.ts';
import { versionOf } from './names.ts';
import { parseInstant } from '../base/instant.ts';

/** Receives the content of one block; XML children come as events, anything else as text. */
export interface ContentHandler extends XmlHandler {
  /** The block has ended. `text` events at the top level are the content where there was no XML child. */
  end(): void;
}

/** Makes the handler of a block; `null` passes over the block's content. */
export type OpenContent = (binding: string | null) => ContentHandler | null;

/** The most of a message that is kept outside content blocks, elements; a service list needs a few per collection. */
const mostNodes = 200_000;

/**
 * Reads one TAXII 1.x message from XML events. Content blocks are passed on as they come and nothing of them is kept;
 * the rest of the message becomes a value at its end.
 */
export class TaxiiReader implements XmlHandler {
  readonly #open: OpenContent;
  readonly #stack: Node[] = [];
  #root: Node | null = null;
  #version: TaxiiVersion = '1.1';
  #nodes = 0;
  /** Depth inside a Content element; 0 outside. */
  #inContent = 0;
  #content: ContentHandler | null = null;
  #binding: string | null = null;
  #blocks = 0;
  #latest: { label: string; micros: bigint } | null = null;

  constructor(open: OpenContent) {
    this.#open = open;
  }

  open(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): void {
    if (this.#inContent > 0) {
      this.#inContent += 1;
      this.#content?.open(name, attributes, resolve);
      return;
    }
    if (this.#root === null) this.#begin(name);
    if (this.#stack.at(-1)?.name === 'Content_Block' && name.local === 'Content') {
      this.#content = this.#open(this.#binding);
      this.#inContent = 1;
      return;
    }
    this.#push({ name: name.local, attributes, text: '', children: [] });
  }

  #push(node: Node): void {
    this.#nodes += 1;
    if (this.#nodes > mostNodes) {
      throw fail('taxii/too-long', `the message has more than ${mostNodes} elements outside its content blocks`);
    }
    this.#root ??= node;
    if (node.name === 'Content_Block') {
      this.#binding = null;
      this.#nodes = 0;
    } else if (this.#insideBlock()) {
      if (node.name === 'Content_Binding') this.#binding = node.attributes['binding_id'] ?? null;
    } else this.#stack.at(-1)?.children.push(node);
    this.#stack.push(node);
  }

  text(text: string): void {
    if (this.#inContent > 0) {
      this.#content?.text(text);
      return;
    }
    const node = this.#stack.at(-1);
    if (node !== undefined && node.text.length < 65_536) node.text += text;
  }

  close(name: XmlName): void {
    if (this.#inContent > 1) {
      this.#inContent -= 1;
      this.#content?.close(name);
      return;
    }
    if (this.#inContent === 1) {
      this.#inContent = 0;
      this.#content?.end();
      this.#content = null;
      return;
    }
    const node = this.#stack.pop();
    if (node === undefined) return;
    if (node.name === 'Content_Block') this.#blocks += 1;
    else if (this.#insideBlock()) this.#blockField(node);
  }

  get blocks(): number {
    return this.#blocks;
  }

  /** The message, once the document has been read to its end. */
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
        return { kind: 'discovery-response', ...common, services: discovery(root, this.#version) };
      case 'Collection_Information_Response':
      case 'Feed_Information_Response':
        return { kind: 'collections-response', ...common, collections: collections(root, this.#version) };
      default:
        return { kind: 'other', ...common, root: safeText(root.name, 80) };
    }
  }

  #begin(name: XmlName): void {
    const version = versionOf(name.uri);
    if (version === undefined) {
      throw fail('taxii/not-taxii', `the answer is XML but not TAXII: its root is ${safeText(name.local, 80)}`, {
        evidence: { root: safeText(name.local, 80), namespace: safeText(name.uri, 200) },
      });
    }
    this.#version = version;
  }

  #insideBlock(): boolean {
    return this.#stack.some((node) => node.name === 'Content_Block');
  }

  #blockField(node: Node): void {
    if (this.#stack.at(-1)?.name !== 'Content_Block') return;
    // 1.0 writes the binding as text.
    if (node.name === 'Content_Binding') this.#binding = node.attributes['binding_id'] ?? node.text.trim();
    if (node.name !== 'Timestamp_Label') return;
    const label = node.text.trim();
    const micros = parseInstant(label)?.micros;
    if (micros !== undefined && (this.#latest === null || micros > this.#latest.micros))
      this.#latest = { label, micros };
  }

  #pollResponse(root: Node, common: { version: TaxiiVersion; inResponseTo: string | null }): PollResponse {
    const count = child(root, 'Record_Count');
    return {
      kind: 'poll-response',
      ...common,
      collection: attribute(root, 'collection_name', 'feed_name'),
      resultId: attribute(root, 'result_id'),
      more: isTrue(root.attributes['more']),
      part: wholeNumber(root.attributes['result_part_number']) ?? 1,
      begin: textOf(root, 'Exclusive_Begin_Timestamp') ?? textOf(root, 'Inclusive_Begin_Timestamp'),
      end: textOf(root, 'Inclusive_End_Timestamp'),
      recordCount: wholeNumber(count?.text),
      recordCountPartial: isTrue(count?.attributes['partial_count']),
      subscription: textOf(root, 'Subscription_ID') ?? attribute(root, 'subscription_id'),
      message: textOf(root, 'Message'),
      blocks: this.#blocks,
      latestLabel: this.#latest?.label ?? null,
    };
  }
}

function attribute(node: Node, ...names: readonly string[]): string | null {
  return names.map((name) => node.attributes[name]).find((value) => value !== undefined) ?? null;
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null;
}

function statusMessage(root: Node, common: { version: TaxiiVersion; inResponseTo: string | null }): StatusMessage {
  const details: Record<string, string[]> = {};
  const detail = child(root, 'Status_Detail');
  for (const each of detail?.children ?? []) {
    const name = each.attributes['name'];
    if (each.name === 'Detail' && name !== undefined) (details[name.toUpperCase()] ??= []).push(each.text.trim());
  }
  if (detail !== undefined && detail.children.length === 0 && detail.text.trim() !== '')
    details['TEXT'] = [detail.text.trim()];
  return {
    kind: 'status',
    ...common,
    type: root.attributes['status_type'] ?? '',
    message: textOf(root, 'Message'),
    details,
  };
}

function child(node: Node, name: string): Node | undefined {
  return node.children.find((each) => each.name === name);
}

function textOf(node: Node, name: string): string | null {
  const text = child(node, name)?.text.trim() ?? '';
  return text === '' ? null : text;
}

function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^\s*(?:true|1)\s*$/i.test(text);
}

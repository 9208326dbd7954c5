import { parseInstant } from '../base/instant.ts';
import type { TaxiiVersion } from '../taxii/message.ts';
import { readXml, type Element } from './xml-tree.ts';

/** Namespaces of the TAXII XML message bindings. */
export const namespaces: Readonly<Record<TaxiiVersion, string>> = {
  '1.0': 'http://taxii.mitre.org/messages/taxii_xml_binding-1',
  '1.1': 'http://taxii.mitre.org/messages/taxii_xml_binding-1.1',
};

interface Head {
  readonly version: TaxiiVersion;
  readonly id: string;
  /** Name of the root element. */
  readonly root: string;
}

/** Poll_Request. Instants in microseconds; `null` where the client named none. */
export interface PollAsk extends Head {
  readonly kind: 'poll';
  readonly collection: string;
  readonly begin: bigint | null;
  readonly end: bigint | null;
  readonly subscription: string | null;
  readonly countOnly: boolean;
  readonly asynchronous: boolean;
  /** Empty: everything. */
  readonly bindings: readonly string[];
  readonly query: boolean;
}

/** Poll_Fulfillment. */
export interface FulfilmentAsk extends Head {
  readonly kind: 'fulfilment';
  readonly collection: string;
  readonly resultId: string;
  readonly part: number;
}

/** What a client asked. */
export type TaxiiAsk =
  | PollAsk
  | FulfilmentAsk
  | (Head & { readonly kind: 'discovery' | 'collections' | 'unsupported' })
  /** TAXII, but not as the standard has it; `why` is the text of the BAD_MESSAGE. */
  | (Head & { readonly kind: 'bad'; readonly why: string });

const kinds: Readonly<Record<string, 'discovery' | 'collections'>> = {
  Discovery_Request: 'discovery',
  Collection_Information_Request: 'collections',
  Feed_Information_Request: 'collections',
};

/** Reads a request of TAXII 1.0 or 1.1; `undefined` where the text is no TAXII message at all. */
export function readRequest(text: string): TaxiiAsk | undefined {
  const root = readXml(text);
  const version = (['1.0', '1.1'] as const).find((each) => namespaces[each] === root?.namespace);
  if (root === undefined || version === undefined) return undefined;
  const head: Head = { version, id: root.attributes.get('message_id') ?? '0', root: root.name };
  if (root.name === 'Poll_Request') return readPoll(root, head);
  if (root.name === 'Poll_Fulfillment' && version === '1.1') return readFulfilment(root, head);
  return { ...head, kind: kinds[root.name] ?? 'unsupported' };
}

/** Children in the order that the schemas of the message bindings demand. */
const order: Readonly<Record<TaxiiVersion, readonly string[]>> = {
  '1.0': ['Extended_Headers', 'Exclusive_Begin_Timestamp', 'Inclusive_End_Timestamp', 'Content_Binding'],
  '1.1': [
    'Extended_Headers',
    'Exclusive_Begin_Timestamp',
    'Inclusive_End_Timestamp',
    'Subscription_ID',
    'Poll_Parameters',
  ],
};

function inOrder(root: Element, version: TaxiiVersion): boolean {
  const places = root.children.map((child) => order[version].indexOf(child.name));
  return places.every((place, i) => place >= 0 && place >= (places[i - 1] ?? 0));
}

function readPoll(root: Element, head: Head): TaxiiAsk {
  const bad = (why: string): TaxiiAsk => ({ ...head, kind: 'bad', why });
  const collection = root.attributes.get(head.version === '1.0' ? 'feed_name' : 'collection_name');
  if (collection === undefined || !inOrder(root, head.version)) return bad('The message is not schema valid');
  const begin = readLabel(root, 'Exclusive_Begin_Timestamp');
  const end = readLabel(root, 'Inclusive_End_Timestamp');
  if (begin === undefined || end === undefined) return bad('Timestamp Labels must have a time zone');
  const parameters = child(root, 'Poll_Parameters');
  const subscription = child(root, 'Subscription_ID')?.text.trim() ?? root.attributes.get('subscription_id') ?? null;
  if (head.version === '1.1' && (parameters === undefined) === (subscription === null)) {
    return bad('One of Subscription_ID and Poll_Parameters is required');
  }
  return { ...head, kind: 'poll', collection, begin, end, subscription, ...readParameters(parameters, root) };
}

type Parameters = Pick<PollAsk, 'countOnly' | 'asynchronous' | 'bindings' | 'query'>;

/** TAXII 1.0 has its only parameter, the bindings, in the request itself. */
function readParameters(parameters: Element | undefined, root: Element): Parameters {
  const within = parameters ?? root;
  return {
    countOnly: child(within, 'Response_Type')?.text.trim() === 'COUNT_ONLY',
    asynchronous: /^(true|1)$/.test(parameters?.attributes.get('allow_asynch') ?? ''),
    bindings: within.children
      .filter((each) => each.name === 'Content_Binding')
      .map((each) => each.attributes.get('binding_id') ?? each.text.trim()),
    query: child(within, 'Query') !== undefined,
  };
}

function readFulfilment(root: Element, head: Head): TaxiiAsk {
  const collection = root.attributes.get('collection_name');
  const resultId = root.attributes.get('result_id');
  const part = Number(root.attributes.get('result_part_number'));
  if (collection === undefined || resultId === undefined || !Number.isSafeInteger(part) || part < 1) {
    return { ...head, kind: 'bad', why: 'The message is not schema valid' };
  }
  return { ...head, kind: 'fulfilment', collection, resultId, part };
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((each) => each.name === name);
}

/** A Timestamp Label in microseconds, `null` where there is none, `undefined` where it has no zone or is no instant. */
function readLabel(root: Element, name: string): bigint | null | undefined {
  const written = child(root, name);
  if (written === undefined) return null;
  const instant = parseInstant(written.text);
  return instant?.zoned === true ? instant.micros : undefined;
}

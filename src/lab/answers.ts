import { formatMicros } from '../base/instant.ts';
import type { TaxiiVersion } from '../taxii/message.ts';
import type { Block, Collection } from './collection.ts';
import type { HttpReply } from './reply.ts';
import { namespaces } from './request.ts';
import { escapeXml } from './xml-tree.ts';

/** Identifiers of the TAXII XML message bindings. */
export const messageBindings: Readonly<Record<TaxiiVersion, string>> = {
  '1.0': 'urn:taxii.mitre.org:message:xml:1.0',
  '1.1': 'urn:taxii.mitre.org:message:xml:1.1',
};

/** Identifiers of the TAXII services specifications. */
export const serviceBindings: Readonly<Record<TaxiiVersion, string>> = {
  '1.0': 'urn:taxii.mitre.org:services:1.0',
  '1.1': 'urn:taxii.mitre.org:services:1.1',
};

/** Identifiers of the TAXII HTTP protocol binding, which is 1.0 for TAXII 1.1 too. */
export const protocolBindings = {
  http: 'urn:taxii.mitre.org:protocol:http:1.0',
  https: 'urn:taxii.mitre.org:protocol:https:1.0',
} as const;

/** What every answer says of where it comes from. */
export interface Envelope {
  readonly version: TaxiiVersion;
  readonly id: string;
  readonly inResponseTo: string;
  readonly protocol: keyof typeof protocolBindings;
}

const prefixes: Readonly<Record<TaxiiVersion, string>> = { '1.0': 'taxii', '1.1': 'taxii_11' };
const declared =
  `xmlns:taxii="${namespaces['1.0']}" xmlns:taxii_11="${namespaces['1.1']}" ` +
  'xmlns:tdq="http://taxii.mitre.org/query/taxii_default_query-1"';

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

/** Start tag of a message. */
function open(envelope: Envelope, root: string, attributes: Attributes = {}): string {
  const ids = { message_id: envelope.id, in_response_to: envelope.inResponseTo };
  return `<${prefixes[envelope.version]}:${root} ${declared}${attributesOf({ ...ids, ...attributes })}>`;
}

function close(envelope: Envelope, root: string): string {
  return `</${prefixes[envelope.version]}:${root}>\n`;
}

/** One line with one element of text. */
function line(envelope: Envelope, name: string, text: string, attributes: Attributes = {}): string {
  const tag = `${prefixes[envelope.version]}:${name}`;
  return `<${tag}${attributesOf(attributes)}>${escapeXml(text)}</${tag}>\n`;
}

/** A TAXII message as an HTTP answer, with the headers of the HTTP protocol binding 1.0 §2.2. */
function message(envelope: Envelope, body: Iterable<string>, status = 200): HttpReply {
  return {
    kind: 'http',
    status,
    headers: {
      'content-type': 'application/xml',
      'x-taxii-content-type': messageBindings[envelope.version],
      'x-taxii-protocol': protocolBindings[envelope.protocol],
      'x-taxii-services': serviceBindings[envelope.version],
    },
    body,
  };
}

/** What a Status_Message says. */
export interface Status {
  readonly type: string;
  readonly message?: string;
  readonly details?: readonly (readonly [name: string, value: string])[];
}

/** Status_Message; TAXII 1.0 has its detail as text. */
export function statusMessage(envelope: Envelope, status: Status, http = 200): HttpReply {
  const p = prefixes[envelope.version];
  const details = status.details ?? [];
  const detail =
    envelope.version === '1.0'
      ? details.map(([name, value]) => `${name}: ${value}`).join('\n')
      : details.map(([name, value]) => `    ${line(envelope, 'Detail', value, { name })}`).join('');
  let body = `${open(envelope, 'Status_Message', { status_type: status.type })}\n`;
  if (details.length > 0 && envelope.version === '1.0') body += `  ${line(envelope, 'Status_Detail', detail)}`;
  else if (details.length > 0) body += `  <${p}:Status_Detail>\n${detail}  </${p}:Status_Detail>\n`;
  if (status.message !== undefined) body += `  ${line(envelope, 'Message', status.message)}`;
  return message(envelope, [body + close(envelope, 'Status_Message')], http);
}

/** A service as discovery lists it. */
export interface Service {
  readonly type: string;
  readonly address: string;
  readonly message: string;
}

/** How a service is reached: protocol, address and both message bindings. */
function instance(envelope: Envelope, address: string): string {
  return (
    `    ${line(envelope, 'Protocol_Binding', protocolBindings[envelope.protocol])}` +
    `    ${line(envelope, 'Address', address)}` +
    Object.values(messageBindings)
      .map((binding) => `    ${line(envelope, 'Message_Binding', binding)}`)
      .join('')
  );
}

export function discoveryResponse(envelope: Envelope, services: readonly Service[]): HttpReply {
  const p = prefixes[envelope.version];
  const each = services.map((service) => {
    const attributes = {
      service_type: service.type,
      service_version: serviceBindings[envelope.version],
      available: true,
    };
    return (
      `  <${p}:Service_Instance${attributesOf(attributes)}>\n${instance(envelope, service.address)}` +
      `    ${line(envelope, 'Message', service.message)}  </${p}:Service_Instance>\n`
    );
  });
  const root = 'Discovery_Response';
  return message(envelope, [`${open(envelope, root)}\n`, ...each, close(envelope, root)]);
}

/** Collection_Information_Response, or Feed_Information_Response in TAXII 1.0. */
export function collectionsResponse(
  envelope: Envelope,
  collections: readonly Collection[],
  addresses: { readonly poll: string; readonly collections: string },
): HttpReply {
  const old = envelope.version === '1.0';
  const p = prefixes[envelope.version];
  const each = collections.map((collection) => {
    const attributes = old
      ? { feed_name: collection.name, available: collection.available }
      : { collection_name: collection.name, collection_type: collection.type, available: collection.available };
    const bindings = collection.bindings.map((id) =>
      old ? line(envelope, 'Content_Binding', id) : `<${p}:Content_Binding binding_id="${escapeXml(id)}"/>\n`,
    );
    const service = (name: string, address: string): string =>
      `    <${p}:${name}>\n${instance(envelope, address)}    </${p}:${name}>\n`;
    const tag = old ? 'Feed' : 'Collection';
    return (
      `  <${p}:${tag}${attributesOf(attributes)}>\n` +
      `    ${line(envelope, 'Description', collection.description)}` +
      (old ? '' : `    ${line(envelope, 'Collection_Volume', String(collection.blocks.length))}`) +
      bindings.map((binding) => `    ${binding}`).join('') +
      service('Polling_Service', addresses.poll) +
      (collection.subscription === null ? '' : service('Subscription_Service', addresses.collections)) +
      `  </${p}:${tag}>\n`
    );
  });
  const root = old ? 'Feed_Information_Response' : 'Collection_Information_Response';
  return message(envelope, [`${open(envelope, root)}\n`, ...each, close(envelope, root)]);
}

/** What a Poll_Response says before its blocks. */
export interface PollHead {
  readonly collection: string;
  readonly resultId: string | null;
  readonly more: boolean;
  readonly part: number;
  readonly begin: bigint | null;
  readonly end: bigint | null;
  readonly subscription: string | null;
  /** Blocks in the whole result, over all parts. */
  readonly count: number;
}

/** Poll_Response: a piece with everything before the blocks, the blocks in pieces, a piece with the end tag. */
export function pollResponse(envelope: Envelope, head: PollHead, blocks: Iterable<Block>): HttpReply {
  return message(envelope, {
    *[Symbol.iterator]() {
      yield envelope.version === '1.0' ? pollHead10(envelope, head) : pollHead11(envelope, head);
      for (const block of blocks) yield* blockPieces(envelope, block);
      yield close(envelope, 'Poll_Response');
    },
  });
}

function stamp(envelope: Envelope, name: string, micros: bigint | null): string {
  return micros === null ? '' : `  ${line(envelope, name, formatMicros(micros))}`;
}

function pollHead10(envelope: Envelope, head: PollHead): string {
  const attributes = { feed_name: head.collection, subscription_id: head.subscription };
  return (
    `${open(envelope, 'Poll_Response', attributes)}\n` +
    stamp(envelope, 'Inclusive_Begin_Timestamp', head.begin) +
    stamp(envelope, 'Inclusive_End_Timestamp', head.end)
  );
}

function pollHead11(envelope: Envelope, head: PollHead): string {
  const attributes = {
    collection_name: head.collection,
    result_id: head.resultId,
    more: head.more,
    result_part_number: head.part,
  };
  return (
    `${open(envelope, 'Poll_Response', attributes)}\n` +
    stamp(envelope, 'Exclusive_Begin_Timestamp', head.begin) +
    stamp(envelope, 'Inclusive_End_Timestamp', head.end) +
    (head.subscription === null ? '' : `  ${line(envelope, 'Subscription_ID', head.subscription)}`) +
    `  ${line(envelope, 'Record_Count', String(head.count), { partial_count: false })}`
  );
}

function* blockPieces(envelope: Envelope, block: Block): Generator<string> {
  const p = prefixes[envelope.version];
  const binding =
    envelope.version === '1.0'
      ? line(envelope, 'Content_Binding', block.binding)
      : `<${p}:Content_Binding binding_id="${escapeXml(block.binding)}"/>\n`;
  yield `  <${p}:Content_Block>\n    ${binding}    <${p}:Content>`;
  yield* block.content();
  yield `</${p}:Content>\n    ${line(envelope, 'Timestamp_Label', formatMicros(block.label))}  </${p}:Content_Block>\n`;
}

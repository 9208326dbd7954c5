import type { TaxiiVersion } from './message.ts';
import { namespaces } from './names.ts';

/** A Poll_Request. Labels are RFC 3339 with six decimals; `null` leaves a bound out (a DATA_SET has none). */
export interface PollRequest {
  readonly version: TaxiiVersion;
  readonly messageId: string;
  readonly collection: string;
  readonly subscription: string | null;
  readonly begin: string | null;
  readonly end: string | null;
  readonly responseType: 'FULL' | 'COUNT_ONLY';
  readonly allowAsynch: boolean;
  /** None offers none, which means all. */
  readonly bindings: readonly string[];
}

/** The element order is the schema's: servers that validate answer BAD_MESSAGE to any other. */
export function pollRequest(request: PollRequest): string {
  return request.version === '1.1' ? pollRequest11(request) : pollRequest10(request);
}

function pollRequest11(request: PollRequest): string {
  const { messageId, collection, subscription, responseType, allowAsynch, bindings } = request;
  const offered = bindings.map((id) => element('Content_Binding', null, { binding_id: id })).join('');
  const delivery =
    subscription === null
      ? element(
          'Poll_Parameters',
          element('Response_Type', responseType, {}) + offered,
          { allow_asynch: String(allowAsynch) },
          true,
        )
      : element('Subscription_ID', subscription, {});
  return root(
    '1.1',
    'Poll_Request',
    { message_id: messageId, collection_name: collection },
    window(request) + delivery,
  );
}

function pollRequest10(request: PollRequest): string {
  const { messageId, collection, subscription, bindings } = request;
  const offered = bindings.map((id) => element('Content_Binding', id, {})).join('');
  const attributes = {
    message_id: messageId,
    feed_name: collection,
    ...(subscription === null ? {} : { subscription_id: subscription }),
  };
  return root('1.0', 'Poll_Request', attributes, window(request) + offered);
}

function window({ begin, end }: PollRequest): string {
  return (
    (begin === null ? '' : element('Exclusive_Begin_Timestamp', begin, {})) +
    (end === null ? '' : element('Inclusive_End_Timestamp', end, {}))
  );
}

/** Asks for a part of a result (TAXII 1.1 §4.2.4); 1.0 knows none. */
export function pollFulfillment(request: {
  messageId: string;
  collection: string;
  resultId: string;
  part: number;
}): string {
  return root('1.1', 'Poll_Fulfillment', {
    message_id: request.messageId,
    collection_name: request.collection,
    result_id: request.resultId,
    result_part_number: String(request.part),
  });
}

export function discoveryRequest(version: TaxiiVersion, messageId: string): string {
  return root(version, 'Discovery_Request', { message_id: messageId });
}

/** Collection_Information_Request, in 1.0 Feed_Information_Request. */
export function collectionsRequest(version: TaxiiVersion, messageId: string): string {
  return root(version, version === '1.1' ? 'Collection_Information_Request' : 'Feed_Information_Request', {
    message_id: messageId,
  });
}

function root(version: TaxiiVersion, name: string, attributes: Readonly<Record<string, string>>, content = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, content, { xmlns: namespaces[version], ...attributes }, true)}`;
}

/** `content` is text to be escaped, unless `markup`. */
function element(
  name: string,
  content: string | null,
  attributes: Readonly<Record<string, string>>,
  markup = false,
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  if (content === null || content === '') return `<${name}${written.join('')}/>`;
  return `<${name}${written.join('')}>${markup ? content : escape(content)}</${name}>`;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/** Text as XML content or attribute value; characters that XML 1.0 cannot carry are left out. */
function escape(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"\n\t\r]/g, (char) => references[char] ?? char)
  );
}

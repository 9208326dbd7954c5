import type { StatusMessage, TaxiiVersion } from './message.ts';
import { childOf, type Node, textOf } from './node.ts';

/** The status types of TAXII 1.0 and 1.1 (TAXII 1.1 §4.3.1). */
const types: ReadonlySet<string> = new Set([
  'ASYNCHRONOUS_POLL_ERROR',
  'BAD_MESSAGE',
  'DENIED',
  'DESTINATION_COLLECTION_ERROR',
  'FAILURE',
  'INVALID_RESPONSE_PART',
  'NETWORK_ERROR',
  'NOT_FOUND',
  'PENDING',
  'POLLING_UNSUPPORTED',
  'RETRY',
  'SUCCESS',
  'UNAUTHORIZED',
  'UNSUPPORTED_CONTENT',
  'UNSUPPORTED_MESSAGE',
  'UNSUPPORTED_PROTOCOL',
  'UNSUPPORTED_QUERY',
]);

/** A Status_Message (TAXII 1.1 §4.3, 1.0 §4.3). */
export function statusMessage(
  root: Node,
  common: { readonly version: TaxiiVersion; readonly inResponseTo: string | null },
): StatusMessage {
  return {
    kind: 'status',
    ...common,
    type: statusType((root.attributes['status_type'] ?? '').trim()),
    message: textOf(root, 'Message'),
    details: detailsOf(childOf(root, 'Status_Detail')),
  };
}

/** Servers write the standard's types as they like; third parties' are URIs, whose case matters. */
function statusType(type: string): string {
  const upper = type.toUpperCase();
  return types.has(upper) ? upper : type;
}

function detailsOf(detail: Node | undefined): Readonly<Record<string, readonly string[]>> {
  const details: Record<string, string[]> = {};
  for (const each of detail?.children ?? []) {
    const name = each.attributes['name']?.trim() ?? '';
    if (each.name === 'Detail' && name !== '') (details[name.toUpperCase()] ??= []).push(valueOf(each));
  }
  const text = detail?.text.trim() ?? '';
  if (text !== '') details['TEXT'] = [text];
  return details;
}

/** A detail may be any XML: of one that holds elements instead of text, their text or their binding. */
function valueOf(node: Node): string {
  const text = node.text.trim();
  if (text !== '') return text;
  return node.attributes['binding_id'] ?? node.children.map(valueOf).join(' ').trim();
}

import type { CollectionInformation, ServiceInstance } from './message.ts';
import { attributeOf, bindingOf, isTrue, type Node, textOf, textsOf, wholeNumber } from './node.ts';

/** The services of a Discovery_Response (TAXII 1.1 §4.2.2). */
export function discovery(root: Node): ServiceInstance[] {
  return root.children
    .filter((node) => node.name === 'Service_Instance')
    .map((node) => ({
      type: serviceType(node.attributes['service_type'] ?? ''),
      available: availability(node),
      ...address(node),
      message: textOf(node, 'Message'),
    }));
}

function serviceType(name: string): string {
  const type = name.trim().toUpperCase();
  return type === 'FEED_MANAGEMENT' ? 'COLLECTION_MANAGEMENT' : type;
}

/** The collections of a Collection_Information_Response, or the feeds of a Feed_Information_Response (1.0). */
export function collections(root: Node): CollectionInformation[] {
  return root.children
    .filter((node) => node.name === 'Collection' || node.name === 'Feed')
    .map((node) => ({
      name: attributeOf(node, 'collection_name', 'feed_name') ?? '',
      type: node.attributes['collection_type']?.trim().toUpperCase() === 'DATA_SET' ? 'DATA_SET' : 'DATA_FEED',
      available: availability(node),
      description: textOf(node, 'Description'),
      volume: wholeNumber(textOf(node, 'Collection_Volume')),
      bindings: node.children
        .filter((each) => each.name === 'Content_Binding')
        .map(bindingOf)
        .filter((id) => id !== null),
      polling: node.children.filter((each) => each.name === 'Polling_Service').map(address),
      subscribable: node.children.some((each) => each.name === 'Subscription_Service'),
    }));
}

function availability(node: Node): boolean | null {
  const value = node.attributes['available'];
  return value === undefined ? null : isTrue(value);
}

function address(node: Node): {
  readonly protocolBinding: string | null;
  readonly address: string;
  readonly messageBindings: readonly string[];
} {
  return {
    protocolBinding: textOf(node, 'Protocol_Binding'),
    address: textOf(node, 'Address') ?? '',
    messageBindings: textsOf(node, 'Message_Binding'),
  };
}

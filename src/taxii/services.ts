import type { XmlAttributes } from '../xml/handler.ts';
import type { CollectionInformation, ServiceInstance, TaxiiVersion } from './message.ts';

/** An element outside the content blocks, small enough to be kept. */
export interface Node {
  readonly name: string;
  readonly attributes: XmlAttributes;
  text: string;
  readonly children: Node[];
}

/** The services of a Discovery_Response (TAXII 1.1 §4.2.2). */
export function discovery(root: Node, version: TaxiiVersion): ServiceInstance[] {
  return root.children
    .filter((node) => node.name === 'Service_Instance')
    .map((node) => ({
      type: serviceType(node.attributes['service_type'] ?? ''),
      available: flag(node.attributes['available']),
      protocolBinding: text(node, 'Protocol_Binding'),
      address: text(node, 'Address') ?? '',
      messageBindings: texts(node, 'Message_Binding'),
      message: text(node, version === '1.1' ? 'Message' : 'Message'),
    }));
}

function serviceType(name: string): string {
  const type = name.trim().toUpperCase();
  return type === 'FEED_MANAGEMENT' ? 'COLLECTION_MANAGEMENT' : type;
}

/** The collections of a Collection_Information_Response, or the feeds of a Feed_Information_Response (1.0). */
export function collections(root: Node, version: TaxiiVersion): CollectionInformation[] {
  const [element, nameOf] = version === '1.1' ? ['Collection', 'collection_name'] : ['Feed', 'feed_name'];
  return root.children
    .filter((node) => node.name === element)
    .map((node) => ({
      name: node.attributes[nameOf] ?? '',
      type: node.attributes['collection_type']?.toUpperCase() === 'DATA_SET' ? 'DATA_SET' : 'DATA_FEED',
      available: flag(node.attributes['available']),
      description: text(node, 'Description'),
      volume: number(text(node, 'Collection_Volume')),
      bindings: node.children
        .filter((child) => child.name === 'Content_Binding')
        .map((child) => child.attributes['binding_id'] ?? child.text.trim()),
      polling: node.children
        .filter((child) => child.name === 'Polling_Service' || child.name === 'Polling_Service_Instance')
        .map((child) => ({
          protocolBinding: text(child, 'Protocol_Binding'),
          address: text(child, 'Address') ?? '',
          messageBindings: texts(child, 'Message_Binding'),
        })),
      subscribable: node.children.some((child) => child.name.startsWith('Subscription_Service')),
    }));
}

function text(node: Node, name: string): string | null {
  return texts(node, name)[0] ?? null;
}

function texts(node: Node, name: string): string[] {
  return node.children.filter((child) => child.name === name).map((child) => child.text.trim());
}

function flag(value: string | undefined): boolean | null {
  return value === undefined ? null : /^\s*(?:true|1)\s*$/i.test(value);
}

function number(value: string | null): number | null {
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

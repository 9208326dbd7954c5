import type { TaxiiVersion } from './message.ts';

/** Identifiers of the TAXII 1.x bindings (TAXII XML Message Binding, TAXII HTTP Protocol Binding 1.0). */
export const messageBinding: Readonly<Record<TaxiiVersion, string>> = {
  '1.0': 'urn:taxii.mitre.org:message:xml:1.0',
  '1.1': 'urn:taxii.mitre.org:message:xml:1.1',
};
const servicesVersion: Readonly<Record<TaxiiVersion, string>> = {
  '1.0': 'urn:taxii.mitre.org:services:1.0',
  '1.1': 'urn:taxii.mitre.org:services:1.1',
};
export const namespaces: Readonly<Record<TaxiiVersion, string>> = {
  '1.0': 'http://taxii.mitre.org/messages/taxii_xml_binding-1',
  '1.1': 'http://taxii.mitre.org/messages/taxii_xml_binding-1.1',
};

/** The version whose namespace this is. */
export function versionOf(uri: string): TaxiiVersion | undefined {
  if (uri === namespaces['1.1']) return '1.1';
  return uri === namespaces['1.0'] ? '1.0' : undefined;
}

/** Headers of a request (TAXII HTTP binding §2). The protocol's id is 1.0 also for TAXII 1.1, and has to agree with the scheme. */
export function requestHeaders(version: TaxiiVersion, https: boolean): readonly (readonly [string, string])[] {
  return [
    ['Content-Type', 'application/xml'],
    ['Accept', 'application/xml'],
    ['X-TAXII-Content-Type', messageBinding[version]],
    ['X-TAXII-Accept', messageBinding[version]],
    ['X-TAXII-Services', servicesVersion[version]],
    ['X-TAXII-Protocol', `urn:taxii.mitre.org:protocol:${https ? 'https' : 'http'}:1.0`],
  ];
}

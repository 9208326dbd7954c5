import { describe, expect, it } from 'vitest';
import { namespaces, requestHeaders, versionOf } from './names.ts';

describe('the names of TAXII', () => {
  it('tell a version by its namespace', () => {
    expect(versionOf(namespaces['1.0'])).toBe('1.0');
    expect(versionOf(namespaces['1.1'])).toBe('1.1');
    expect(versionOf('')).toBeUndefined();
    expect(versionOf('http://taxii.mitre.org/messages/taxii_xml_binding-2')).toBeUndefined();
  });
  it('make the headers of a request: one accepted binding, and a protocol that agrees with the scheme', () => {
    expect(Object.fromEntries(requestHeaders('1.1', true))).toEqual({
      'Content-Type': 'application/xml',
      Accept: 'application/xml',
      'X-TAXII-Content-Type': 'urn:taxii.mitre.org:message:xml:1.1',
      'X-TAXII-Accept': 'urn:taxii.mitre.org:message:xml:1.1',
      'X-TAXII-Services': 'urn:taxii.mitre.org:services:1.1',
      'X-TAXII-Protocol': 'urn:taxii.mitre.org:protocol:https:1.0',
    });
    expect(Object.fromEntries(requestHeaders('1.0', false))).toMatchObject({
      'X-TAXII-Services': 'urn:taxii.mitre.org:services:1.0',
      'X-TAXII-Protocol': 'urn:taxii.mitre.org:protocol:http:1.0',
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill } from './template.ts';
import { valuesOf } from './values.ts';

describe('a text with places for values', () => {
  it('takes its values, and names what is missing in capitals', () => {
    expect(fill('`nc -vz {host} {port}` on {host}', { host: 'taxii.example.net' })).toBe(
      '`nc -vz taxii.example.net PORT` on taxii.example.net',
    );
  });
  it('gives a value the particle of its sound', () => {
    expect(fill('{host}{이/가} {source}{을/를}', { host: 'taxii.example.net', source: '피드' })).toBe(
      'taxii.example.net이 피드를',
    );
    expect(fill('{host}{이/가}', {})).toBe('HOST가');
  });
  it('quotes a value within a command for the shell', () => {
    expect(fill('`x {collection}` {collection}', { collection: 'phish urls' })).toBe("`x 'phish urls'` phish urls");
    expect(fill('`x {collection}`', { collection: "a'; rm -rf /;'" })).toBe(
      String.raw`${'`'}x 'a'\''; rm -rf /;'\'''${'`'}`,
    );
  });
  it.each(['-oProxyCommand=x', 'a`b', 'a\nb', 'a\u202eb', 'x'.repeat(201)])(
    'leaves a value out of a command that could be taken for something else: %j',
    (host) => {
      expect(fill('`nc {host}`', { host })).toBe('`nc HOST`');
    },
  );
  it('shows no control character, whatever a peer sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = fill('{host} `{host}`', { host: value });
        // oxlint-disable-next-line no-control-regex -- what must not be there
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(text.split('`').length).toBe(3);
      }),
    );
  });
});

describe('the values of evidence', () => {
  it('are found under their names, in the address and in the certificate', () => {
    const values = valuesOf({
      source: 'phish',
      url: 'https://[2001:db8::7]:9000/taxii/poll/',
      addresses: ['2001:db8::7', '192.0.2.7'],
      certificate: {
        issuer: 'CN=Example CA',
        validTo: Date.parse('2026-01-02T00:00:00Z'),
        names: ['a.example', 'b.example'],
      },
    });
    expect(values).toEqual({
      source: 'phish',
      url: 'https://[2001:db8::7]:9000/taxii/poll/',
      host: '2001:db8::7',
      port: '9000',
      path: '/taxii/poll/',
      address: '2001:db8::7',
      issuer: 'CN=Example CA',
      validTo: '2026-01-02',
      names: 'a.example, b.example',
      server: 'phish',
    });
  });
  it('know the port that the scheme implies', () => {
    expect(valuesOf({ url: 'https://taxii.example.net/' }).port).toBe('443');
    expect(valuesOf({ url: 'http://taxii.example.net/' }).port).toBe('80');
    const through = { port: 3128, address: '192.0.2.1', destination: 'feed.example:8443' };
    expect(valuesOf(through), 'not the port of the proxy').toMatchObject({ host: 'feed.example', port: '8443' });
  });
  it('are none where evidence is of another shape', () => {
    const odd = { url: 'no url', host: { a: 1 }, certificate: [1], addresses: [], names: null };
    expect(valuesOf(odd)).toEqual({ url: 'no url' });
    expect(valuesOf({ certificate: { validTo: 1e300, validFrom: 'soon' } })).toEqual({});
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedXml } from '../../test/fakes/xml-events.ts';
import type { Indicator, WaitingIndicator } from '../indicator/indicator.ts';
import { openStixSession, type StixSession, type StixSessionOptions } from './session.ts';
import { indicator, observable, packageOf, properties, url } from '../../test/fakes/stix1-package.ts';

const now = Date.parse('2026-11-01T00:00:00Z');

function open(options: Partial<StixSessionOptions> = {}): StixSession {
  return openStixSession({ waiting: [], now, ...options });
}

function readBlock(session: StixSession, xml: string, size?: number): void {
  const reader = session.reader();
  reader.end(!feedXml(xml, reader, size));
}

function read(xml: string, options: Partial<StixSessionOptions> = {}) {
  const session = open(options);
  readBlock(session, xml);
  const { indicators, tally } = session.drain();
  return { indicators, tally, waiting: session.waiting(), values: valuesOf(indicators) };
}

function valuesOf(indicators: readonly Indicator[]): string[] {
  return indicators.flatMap(({ observables }) => observables.map(({ kind, value }) => `${kind} ${value}`));
}

const address = (value: string, attributes = '', category = 'ipv4-addr') =>
  properties(
    'AddressObj:AddressObjectType',
    `<AddressObj:Address_Value ${attributes}>${value}</AddressObj:Address_Value>`,
    `category="${category}"`,
  );
const domain = (value: string, attributes = '') =>
  properties('DomainNameObj:DomainNameObjectType', `<DomainNameObj:Value ${attributes}>${value}</DomainNameObj:Value>`);

describe('the values of a field', () => {
  it.each<[string, string, string[], Record<string, number>]>([
    ['Equals', address('192.0.2.1', 'condition="Equals"'), ['ip 192.0.2.1'], {}],
    ['no condition', address('192.0.2.1'), ['ip 192.0.2.1'], {}],
    ['a condition in other letters', address('192.0.2.1', 'condition="EQUALS"'), ['ip 192.0.2.1'], {}],
    ['OpenIOC is', address('192.0.2.1', 'condition="is"'), ['ip 192.0.2.1'], {}],
    ['OpenIOC isnot', address('192.0.2.1', 'condition="isnot"'), [], { negated: 1 }],
    ['DoesNotContain', domain('x', 'condition="DoesNotContain"'), [], { negated: 1 }],
    ['StartsWith', domain('login-', 'condition="startswith"'), [], { 'condition:StartsWith': 1 }],
    ['an unknown condition', domain('login-', 'condition="Feels Like"'), [], { 'condition:other': 1 }],
    ['a list', address('192.0.2.1##comma##192.0.2.2', 'apply_condition="ANY"'), ['ip 192.0.2.1', 'ip 192.0.2.2'], {}],
    ['ALL of one', address('192.0.2.1', 'apply_condition="ALL"'), ['ip 192.0.2.1'], {}],
    ['ALL of two', address('192.0.2.1##comma##192.0.2.2', 'apply_condition="all"'), [], { 'apply-all': 1 }],
    ['NONE', address('192.0.2.1', 'apply_condition="NONE"'), [], { negated: 1 }],
    ['another delimiter', domain('a.example;b.example', 'delimiter=";"'), ['domain a.example', 'domain b.example'], {}],
    ['white space around', address('\n   192.0.2.1\n  '), ['ip 192.0.2.1'], {}],
    ['a comment inside', address('192.0<!-- x -->.2.1'), ['ip 192.0.2.1'], {}],
    ['CDATA', address('<![CDATA[192.0.2.1]]>'), ['ip 192.0.2.1'], {}],
    ['defanged, said so', domain('evil[.]example', 'is_defanged="true"'), ['domain evil.example'], {}],
    ['defanged, not said', domain('evil[.]example'), ['domain evil.example'], {}],
    ['a range', address('192.0.2.8##comma##192.0.2.15', 'condition="InclusiveBetween"'), ['network 192.0.2.8/29'], {}],
    [
      'a range of domains',
      domain('a.example', 'condition="InclusiveBetween"'),
      [],
      { 'condition:InclusiveBetween': 1 },
    ],
    [
      'a range of three',
      address('192.0.2.1##comma##192.0.2.2##comma##192.0.2.3', 'condition="InclusiveBetween"'),
      [],
      { 'condition:InclusiveBetween': 1 },
    ],
    ['an e-mail category', address('Bad@Example.com', '', 'e-mail'), ['email Bad@example.com'], {}],
    ['a cidr category', address('198.51.100.7/24', '', 'cidr'), ['network 198.51.100.0/24'], {}],
    ['an asn category', address('64500', '', 'asn'), [], { 'unsupported-address:asn': 1 }],
    ['a hostile category', address('x', '', '../../etc/passwd'), [], { 'unsupported-address:other': 1 }],
  ])('%s', (_, object, values, skipped) => {
    const answer = read(packageOf(indicator('ex:i', observable('ex:o', object))));
    expect(answer.values).toEqual(values);
    expect(answer.tally.skipped).toEqual(skipped);
  });

  it('that are not well formed are counted and shown', () => {
    const { tally, values } = read(
      packageOf(indicator('ex:i', observable('ex:o', address('192.0.2.49:80##comma##192.0.2.1##comma##0.0.0.0/0')))),
    );
    expect(values).toEqual(['ip 192.0.2.1']);
    expect(tally).toMatchObject({ parsed: 1, supported: 1, refused: 2 });
    expect(tally.refusals).toMatchObject([{ rule: 'port' }, { text: '0.0.0.0/0', rule: 'too-wide' }]);
  });

  it('cost no more than their length, however hostile', () => {
    const began = performance.now();
    const spaces = ' '.repeat(1_000_000);
    const long = url(`http://a.example/${spaces}x`) + url(`${spaces},${spaces}`);
    const late = indicator('ex:j', '').replace('00Z', `00${spaces}x`);
    const content = indicator('ex:i', `<indicator:Title>${spaces}</indicator:Title>${observable('ex:o', long)}`);
    expect(read(packageOf(content + late, 'version="1.0"')).values).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('of STIX 1.0 are separated by plain commas, those of later versions are not', () => {
    const object = address('192.0.2.1, 192.0.2.2');
    expect(read(packageOf(indicator('ex:i', observable('ex:o', object)), 'version="1.0"')).values).toEqual([
      'ip 192.0.2.1',
      'ip 192.0.2.2',
    ]);
    expect(read(packageOf(indicator('ex:i', observable('ex:o', object)), 'version="1.0.1"')).tally.refused).toBe(1);
    const urls = url('http://a.example/x,y,http://b.example/&amp;comma;');
    expect(read(packageOf(indicator('ex:i', observable('ex:o', urls)), 'version="1.0"')).values).toEqual([
      'url http://a.example/x,y',
      'url http://b.example/,',
    ]);
  });
});

describe('an object', () => {
  const file = (hashes: string) =>
    properties(
      'FileObj:FileObjectType',
      `<FileObj:File_Name>a.exe</FileObj:File_Name><FileObj:Hashes>${hashes}</FileObj:Hashes>`,
    );
  const hash = (value: string, type = '') =>
    `<cyboxCommon:Hash>${type}<cyboxCommon:Simple_Hash_Value>${value}</cyboxCommon:Simple_Hash_Value></cyboxCommon:Hash>`;
  const socket = (body: string) => properties('SocketAddressObj:SocketAddressObjectType', body);
  const ipAddress =
    '<SocketAddressObj:IP_Address><AddressObj:Address_Value>192.0.2.1</AddressObj:Address_Value></SocketAddressObj:IP_Address>';
  const port = '<SocketAddressObj:Port><PortObj:Port_Value>80</PortObj:Port_Value></SocketAddressObj:Port>';
  const connection = (body: string) => properties('NetworkConnectionObj:NetworkConnectionObjectType', body);

  it.each<[string, string, string[], Record<string, number>]>([
    ['URL', url('http://a.example/'), ['url http://a.example/'], {}],
    ['URL without scheme', url('a.example/x'), ['url http://a.example/x'], {}],
    [
      'URI that is a domain name',
      properties('URIObj:URIObjectType', '<URIObj:Value>a.example</URIObj:Value>', 'type="Domain Name"'),
      ['domain a.example'],
      {},
    ],
    [
      'URI of no type, a bare host',
      properties('URIObj:URIObjectType', '<URIObj:Value>a.example</URIObj:Value>'),
      ['domain a.example'],
      {},
    ],
    [
      'URI of no type, a URL',
      properties('URIObj:URIObjectType', '<URIObj:Value>hxxp://a[.]example/</URIObj:Value>'),
      ['url http://a.example/'],
      {},
    ],
    [
      'URN',
      properties('URIObj:URIObjectType', '<URIObj:Value>urn:x:y</URIObj:Value>', 'type="General URN"'),
      [],
      { 'unsupported-uri:urn': 1 },
    ],
    [
      'Link',
      properties('LinkObj:LinkObjectType', '<URIObj:Value>http://a.example/</URIObj:Value>', 'type="URL"'),
      ['url http://a.example/'],
      {},
    ],
    [
      'Hostname',
      properties(
        'HostnameObj:HostnameObjectType',
        '<HostnameObj:Hostname_Value>a.example</HostnameObj:Hostname_Value>',
      ),
      ['domain a.example'],
      {},
    ],
    [
      'TLD',
      properties(
        'DomainNameObj:DomainNameObjectType',
        '<DomainNameObj:Value>example</DomainNameObj:Value>',
        'type="TLD"',
      ),
      [],
      { 'unsupported-domain:TLD': 1 },
    ],
    [
      'File with a wrong hash type',
      file(hash('a'.repeat(40), '<cyboxCommon:Type>MD5</cyboxCommon:Type>')),
      [`sha1 ${'a'.repeat(40)}`],
      {},
    ],
    [
      'File with SHA384',
      file(hash('a'.repeat(96), '<cyboxCommon:Type>SHA384</cyboxCommon:Type>')),
      [],
      { 'unsupported-hash:SHA384': 1 },
    ],
    ['File without hash', file(''), [], { 'file-without-hash': 1 }],
    [
      'File of another prefix',
      properties(
        'W:WindowsExecutableFileObjectType',
        `<FileObj:Hashes>${hash('A'.repeat(32))}</FileObj:Hashes>`,
        'xmlns:W="http://cybox.mitre.org/objects#WinExecutableFileObject-2"',
      ),
      [`md5 ${'a'.repeat(32)}`],
      {},
    ],
    ['Socket', socket(ipAddress), ['ip 192.0.2.1'], {}],
    ['Socket with a port', socket(ipAddress + port), [], { 'address-with-port': 1 }],
    [
      'Connection to an address',
      connection(
        `<NetworkConnectionObj:Destination_Socket_Address>${ipAddress}</NetworkConnectionObj:Destination_Socket_Address>`,
      ),
      ['ip 192.0.2.1'],
      {},
    ],
    [
      'Connection from and to',
      connection(
        `<NetworkConnectionObj:Source_Socket_Address>${ipAddress}</NetworkConnectionObj:Source_Socket_Address><NetworkConnectionObj:Destination_Socket_Address>${ipAddress}</NetworkConnectionObj:Destination_Socket_Address>`,
      ),
      [],
      { 'and-fields': 1 },
    ],
    ['Mutex', properties('MutexObj:MutexObjectType', ''), [], { 'unsupported-object:MutexObjectType': 1 }],
    [
      'type of a foreign namespace',
      properties('ex:AddressObjectType', '<AddressObj:Address_Value>192.0.2.1</AddressObj:Address_Value>'),
      [],
      { 'unsupported-object:foreign-AddressObjectType': 1 },
    ],
    ['without a value', properties('AddressObj:AddressObjectType', ''), [], { 'object-without-value': 1 }],
    [
      'of no type',
      '<cybox:Properties><AddressObj:Address_Value>192.0.2.1</AddressObj:Address_Value></cybox:Properties>',
      [],
      { 'unsupported-object:untyped': 1 },
    ],
    [
      'too large',
      properties('FileObj:FileObjectType', `<FileObj:Hashes>${hash('a'.repeat(32)).repeat(3000)}</FileObj:Hashes>`),
      [],
      { 'object-too-large': 1 },
    ],
  ])('%s', (_, object, values, skipped) => {
    const answer = read(packageOf(indicator('ex:i', observable('ex:o', object))));
    expect(answer.values).toEqual(values);
    expect(answer.tally.skipped).toEqual(skipped);
  });

  it('asserts nothing of the objects it is related to', () => {
    const related = `<cybox:Related_Objects><cybox:Related_Object id="ex:r">${address('192.0.2.9')}</cybox:Related_Object><cybox:Related_Object idref="ex:x"/></cybox:Related_Objects>`;
    const one = indicator(
      'ex:i',
      `<indicator:Observable id="ex:o"><cybox:Object id="ex:a">${address('192.0.2.1')}${related}</cybox:Object></indicator:Observable>`,
    );
    const two = indicator('ex:j', '<indicator:Observable><cybox:Object idref="ex:r"/></indicator:Observable>');
    expect(read(packageOf(one))).toMatchObject({
      values: ['ip 192.0.2.1'],
      tally: { skipped: { 'related-object': 2 } },
    });
    expect(read(packageOf(two + one)).values.sort()).toEqual(['ip 192.0.2.1', 'ip 192.0.2.9']);
  });
});

describe('a composition', () => {
  const of = (operator: string, ...operands: string[]) =>
    `<indicator:Observable id="ex:c"><cybox:Observable_Composition operator="${operator}">${operands.join('')}</cybox:Observable_Composition></indicator:Observable>`;
  const a = observable('ex:a', address('192.0.2.1'), 'cybox:Observable');
  const b = observable('ex:b', address('192.0.2.2'), 'cybox:Observable');
  const mutex = observable('ex:m', properties('MutexObj:MutexObjectType', ''), 'cybox:Observable');

  it.each<[string, string, string[], Record<string, number>]>([
    ['OR', of('OR', a, b), ['ip 192.0.2.1', 'ip 192.0.2.2'], {}],
    [
      'OR with what is not supported',
      of('or', a, mutex),
      ['ip 192.0.2.1'],
      { 'unsupported-object:MutexObjectType': 1 },
    ],
    [
      'OR with a negated operand',
      of('OR', a, b.replace('<cybox:Observable ', '<cybox:Observable negate="true" ')),
      ['ip 192.0.2.1'],
      { negated: 1 },
    ],
    ['AND', of('AND', a, b), [], { 'and-composition': 1 }],
    ['AND with what is not supported', of('AND', a, mutex), [], { 'and-composition': 1 }],
    ['AND of one', of('AND', a), ['ip 192.0.2.1'], {}],
    ['AND of the same twice', of('AND', a, a), ['ip 192.0.2.1'], {}],
    [
      'AND of a reference and its target',
      of('AND', a, '<cybox:Observable idref="ex:a"/>'),
      [],
      { 'and-composition': 1 },
    ],
    [
      'OR of an AND',
      of(
        'OR',
        a,
        observable('', '', 'cybox:Observable').replace(
          '<cybox:Object></cybox:Object>',
          '<cybox:Observable_Composition operator="AND"></cybox:Observable_Composition>',
        ),
      ),
      ['ip 192.0.2.1'],
      {},
    ],
    ['no operator', of('', a, b), [], { 'unknown-operator': 1 }],
  ])('%s', (_, composition, values, skipped) => {
    const answer = read(packageOf(indicator('ex:i', composition)));
    expect(answer.values).toEqual(values);
    expect(answer.tally.skipped).toEqual(skipped);
  });

  it('of indicators works alike, and its inline operands are no indicators of their own', () => {
    const inline = indicator('ex:two', observable('ex:2', domain('two.example')), 'indicator:Indicator');
    const expression = (operator: string) =>
      indicator(
        'ex:top',
        `<indicator:Composite_Indicator_Expression operator="${operator}"><indicator:Indicator idref="ex:one"/>${inline}</indicator:Composite_Indicator_Expression>`,
      );
    const one = indicator('ex:one', observable('ex:1', address('192.0.2.1')));
    const either = read(packageOf(expression('OR') + one)).indicators;
    expect(new Set(either.map(({ id }) => id))).toEqual(new Set(['ex:top', 'ex:one']));
    expect(valuesOf(either.filter(({ id }) => id === 'ex:top')).sort()).toEqual(['domain two.example', 'ip 192.0.2.1']);
    const both = read(packageOf(expression('AND') + one));
    expect(both.values).toEqual(['ip 192.0.2.1']);
    expect(both.tally.skipped).toEqual({ 'and-composition': 1 });
  });
});

describe('references', () => {
  it('in a circle end, and are counted', () => {
    const step = (from: string, to: string) =>
      `<cybox:Observable id="ex:${from}"><cybox:Observable_Composition operator="OR"><cybox:Observable idref="ex:${to}"/></cybox:Observable_Composition></cybox:Observable>`;
    const plain = `<stix:Observables>${step('a', 'b')}${step('b', 'a')}</stix:Observables>`;
    const { values, tally, waiting } = read(
      packageOf(indicator('ex:i', '<indicator:Observable idref="ex:a"/>'), '', plain),
    );
    expect([values, waiting, tally.skipped]).toEqual([[], [], { 'reference-to-nothing': 1 }]);
  });

  const target = (value: string) =>
    `<stix:Observables>${observable('ex:t', address(value), 'cybox:Observable')}</stix:Observables>`;
  const referring = indicator('ex:i', '<indicator:Observable idref="ex:t"/>');

  it('are followed forward and across the blocks of a session', () => {
    const session = open();
    readBlock(session, packageOf(referring));
    expect(session.drain().indicators).toEqual([]);
    expect(session.waiting()).toMatchObject([
      { references: ['ex:t'], since: now, indicator: { id: 'ex:i', observables: [] } },
    ]);
    readBlock(session, packageOf(target('192.0.2.1')));
    expect(valuesOf(session.drain().indicators)).toEqual(['ip 192.0.2.1']);
    expect(session.waiting()).toEqual([]);
    readBlock(session, packageOf(indicator('ex:j', '<indicator:Observable idref="ex:t"/>')));
    expect(session.drain()).toMatchObject({ indicators: [{ id: 'ex:j' }], tally: { parsed: 1, supported: 1 } });
  });

  it('wait from one session to the next, with the indicator they belong to', () => {
    const first = read(
      packageOf(indicator('ex:i', `${observable('ex:o', address('192.0.2.9'))}<indicator:Observable idref="ex:t"/>`)),
    );
    expect(first.values).toEqual(['ip 192.0.2.9']);
    const second = read(packageOf(target('192.0.2.1')), { waiting: first.waiting, now: now + 1000 });
    expect(second.indicators).toMatchObject([{ id: 'ex:i', version: Date.parse('2026-01-01') }]);
    expect(second.values).toEqual(['ip 192.0.2.1']);
    expect(second.waiting).toEqual([]);
    expect(read(packageOf(''), { waiting: first.waiting, now: now + 1000 }).waiting).toEqual(first.waiting);
  });

  it('of many indicators to many observables cost no more than the budget', () => {
    const many = Array.from({ length: 3000 }, (_, i) =>
      observable(`ex:${i}`, address(`10.0.${i >> 8}.${i & 255}`), 'cybox:Observable'),
    ).join('');
    const all = `<cybox:Observable id="ex:all"><cybox:Observable_Composition operator="OR">${many}</cybox:Observable_Composition></cybox:Observable>`;
    const indicators = Array.from({ length: 3000 }, (_, i) =>
      indicator(`ex:i${i}`, '<indicator:Observable idref="ex:all"/>'),
    ).join('');
    const session = open();
    readBlock(session, packageOf(indicators, '', `<stix:Observables>${all}</stix:Observables>`));
    const { indicators: out, tally } = session.drain();
    expect(tally.skipped['reference-budget']).toBeGreaterThan(0);
    expect(tally.supported).toBeLessThanOrEqual(1_200_000);
    expect(out.every(({ observables }) => observables.length <= 1000)).toBe(true);
  });

  it('that wait are capped and counted', () => {
    const wait = (i: number): WaitingIndicator => ({
      indicator: {
        id: `ex:${i}`,
        version: null,
        title: null,
        validFrom: null,
        validUntil: null,
        confidence: null,
        tlp: null,
        withdrawn: false,
        observables: [],
      },
      references: [`ex:r${i}`],
      since: 0,
    });
    const session = open({ waiting: Array.from({ length: 10_005 }, (_, i) => wait(i)) });
    expect(session.waiting()).toHaveLength(10_000);
    expect(session.drain().tally.skipped).toEqual({ 'unresolved-reference': 5 });
  });
});

describe('any events', () => {
  const local = fc.constantFrom(
    'STIX_Package',
    'Indicators',
    'Indicator',
    'Observable',
    'Object',
    'Properties',
    'Address_Value',
    'Observable_Composition',
    'Composite_Indicator_Expression',
    'Handling',
    'Marking',
    'Valid_Time_Position',
    'Start_Time',
    'Related_Objects',
    'Related_Object',
    'TTP',
    'Resources',
    'Infrastructure',
    'Package',
    'toString',
  );
  const uri = fc.constantFrom(
    'http://stix.mitre.org/stix-1',
    'http://cybox.mitre.org/cybox-2',
    'http://example.com',
    '',
  );
  const attributes = fc.record(
    {
      id: fc.constantFrom('a', 'b', '__proto__'),
      idref: fc.constantFrom('a', 'b'),
      operator: fc.constantFrom('AND', 'OR'),
      'xsi:type': fc.constantFrom('A:AddressObjectType', 'FileObjectType', ':'),
      timestamp: fc.constantFrom('2026-01-01', 'x'),
      negate: fc.constant('true'),
    },
    { requiredKeys: [] },
  );
  const event = fc.oneof(
    fc.record({ open: fc.record({ uri, local }), attributes }),
    fc.record({ text: fc.constantFrom('192.0.2.1', ' ', '2026-01-01T00:00:00Z') }),
    fc.constant({ close: true as const }),
  );

  it('never throw, and never leave more open than they opened', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), fc.boolean(), (events, malformed) => {
        const session = open({ assertPlainObservables: malformed });
        const reader = session.reader();
        reader.open({ uri: 'http://stix.mitre.org/stix-1', local: 'STIX_Package' }, {}, () => undefined);
        for (const each of events) {
          if ('open' in each) reader.open(each.open, each.attributes, () => undefined);
          else if ('text' in each) reader.text(each.text);
          else reader.close({ uri: '', local: '' });
        }
        reader.end(malformed);
        reader.end(malformed);
        for (const { observables } of session.drain().indicators) expect(observables.length).toBeLessThanOrEqual(1000);
        session.waiting();
      }),
      { numRuns: 500 },
    );
  });

  it('give the same indicators however the text is cut', () => {
    const xml = packageOf(
      indicator('ex:i', observable('ex:o', address('192.0.2.1##comma##192.0.2.2'))) +
        indicator('ex:j', observable('ex:p', url('http://a.example/?a=1&amp;b=2'))),
    );
    const whole = read(xml).indicators;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (size) => {
        const session = open();
        readBlock(session, xml, size);
        expect(session.drain().indicators).toEqual(whole);
      }),
    );
  });
});

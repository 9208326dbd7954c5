import { parseConfidence } from '../indicator/confidence.ts';
import { describe, expect, it } from 'vitest';
import { indicator, observable, packageOf, properties, url } from '../../test/fakes/stix1-package.ts';
import { feedXml } from '../../test/fakes/xml-events.ts';
import { openStixSession, type StixSessionOptions } from './session.ts';
import { joinWindows, parseTime, parseVersion } from './validity.ts';

const now = Date.parse('2026-11-01T00:00:00Z');

function read(xml: string, options: Partial<StixSessionOptions> = {}) {
  const session = openStixSession({ waiting: [], now, ...options });
  const reader = session.reader();
  reader.end(!feedXml(xml, reader));
  const { indicators, tally } = session.drain();
  const values = indicators.flatMap(({ observables }) => observables.map(({ kind, value }) => `${kind} ${value}`));
  return { indicators, tally, values };
}

const page = observable('ex:o', url('http://a.example/'));
const one = (content: string) => read(packageOf(indicator('ex:i', content))).indicators[0];

describe('the validity of an indicator', () => {
  const window = (start: string, end: string) =>
    `<indicator:Valid_Time_Position>${start && `<indicator:Start_Time>${start}</indicator:Start_Time>`}${end && `<indicator:End_Time>${end}</indicator:End_Time>`}</indicator:Valid_Time_Position>`;

  it('is open where nothing or nothing readable is said', () => {
    for (const position of ['', window('', ''), window('soon', 'later')]) {
      expect(one(position + page)).toMatchObject({ validFrom: null, validUntil: null });
    }
  });

  it('joins the windows that are not over yet', () => {
    const content =
      window('2020-01-01', '2020-02-01') +
      window('2026-10-01', '2026-12-01') +
      window('2027-01-01', '2027-02-01') +
      page;
    expect(one(content)).toMatchObject({ validFrom: Date.parse('2026-10-01'), validUntil: Date.parse('2027-02-01') });
  });

  it('is the last window where all are over', () => {
    const content = window('2020-01-01', '2020-02-01') + window('2019-01-01', '2019-02-01') + page;
    expect(one(content)).toMatchObject({ validFrom: Date.parse('2020-01-01'), validUntil: Date.parse('2020-02-01') });
    expect(joinWindows([], now)).toEqual({ from: null, until: null });
  });

  it.each([
    ['year', '2020-01-01', '2021-01-01'],
    ['month', '2020-02-01', '2020-03-01'],
    ['day', '2020-02-29', '2020-03-01'],
    ['hour', '2020-02-29T12:00Z', '2020-02-29T13:00Z'],
    ['minute', '2020-02-29T12:34Z', '2020-02-29T12:35Z'],
    ['second', '2020-02-29T12:34:56Z', '2020-02-29T12:34:56Z'],
  ])('is widened to a precision of a %s', (precision, from, until) => {
    expect(parseTime('2020-02-29T12:34:56Z', precision, false)).toBe(Date.parse(from));
    expect(parseTime('2020-02-29T12:34:56Z', precision, true)).toBe(Date.parse(until));
  });
});

describe('the version of an indicator', () => {
  it('is a time, or unknown', () => {
    expect(parseVersion('2026-01-01T09:00:00.5+09:00')).toBe(Date.parse('2026-01-01T00:00:00.500Z'));
    expect(parseVersion('2026-02-30T00:00:00Z')).toBe(null);
    expect(parseVersion(undefined)).toBe(null);
  });

  it('without content takes back what was said under its id', () => {
    expect(read(packageOf(indicator('ex:i', '<indicator:Title>gone</indicator:Title>')))).toMatchObject({
      indicators: [{ id: 'ex:i', version: Date.parse('2026-01-01'), withdrawn: true, observables: [] }],
      tally: { parsed: 1, supported: 0, skipped: { 'empty-indicator': 1 } },
    });
  });

  it('with content that is beyond us is passed on without observables, and takes nothing back', () => {
    const mutex = observable('ex:o', properties('MutexObj:MutexObjectType', ''));
    expect(read(packageOf(indicator('ex:i', mutex))).indicators).toMatchObject([{ withdrawn: false, observables: [] }]);
    expect(read(packageOf(`<stix:Indicator id="ex:i">${mutex}</stix:Indicator>`)).indicators).toEqual([]);
    const negated = indicator('ex:i', page).replace('timestamp', 'negate="true" timestamp');
    expect(read(packageOf(negated))).toMatchObject({ values: [], tally: { skipped: { negated: 1 } } });
  });
});

describe('the confidence of an indicator', () => {
  it.each([
    ['High', 90],
    ['medium', 50],
    ['Low', 15],
    ['None', 0],
    ['Unknown', null],
    ['75', 75],
    ['75.5 %', 75],
    ['101', null],
    ['constructor', null],
    ['', null],
  ])('%s reads as %s', (text, value) => {
    expect(parseConfidence(text)).toBe(value);
    const content = `${page}<indicator:Confidence><stixCommon:Value>${text}</stixCommon:Value></indicator:Confidence>`;
    expect(one(content)?.confidence).toBe(value);
  });

  it('is not that of a sighting', () => {
    const sighting =
      '<indicator:Sightings><indicator:Sighting><indicator:Confidence><stixCommon:Value>High</stixCommon:Value></indicator:Confidence></indicator:Sighting></indicator:Sightings>';
    expect(one(page + sighting)?.confidence).toBe(null);
  });
});

describe('the marking', () => {
  const marked = (color: string, path = '//node()') =>
    `<marking:Marking><marking:Controlled_Structure>${path}</marking:Controlled_Structure><marking:Marking_Structure color="${color}"/></marking:Marking>`;
  const ais =
    '<marking:Marking><marking:Marking_Structure><a:Not_Proprietary xmlns:a="http://www.us-cert.gov/STIXMarkingStructure#AISConsentMarking-2"><a:TLPMarking color="AMBER"/></a:Not_Proprietary></marking:Marking_Structure></marking:Marking>';
  const header = (content: string) => `<stix:STIX_Header><stix:Handling>${content}</stix:Handling></stix:STIX_Header>`;
  const handling = (content: string) => `<indicator:Handling>${content}</indicator:Handling>`;

  it.each([
    ['of the package', header(marked('GREEN')), '', 'green'],
    ['of the indicator', '', handling(marked('RED', '../../../descendant-or-self::node()')), 'red'],
    ['the stricter of both', header(marked('RED')), handling(marked('WHITE')), 'red'],
    ['the stricter of two', header(marked('GREEN') + marked('AMBER')), '', 'amber'],
    ['of AIS', header(ais), '', 'amber'],
    ['of the header alone', header(marked('RED', '//stix:STIX_Header/descendant-or-self::node()')), '', null],
    ['white', header(marked('white')), '', 'clear'],
    ['TLP 2.0', header(marked('AMBER+STRICT')), '', 'amber+strict'],
    ['unknown', header(marked('PUCE')), '', null],
    ['none', '', '', null],
  ])('%s', (_, before, within, tlp) => {
    expect(read(packageOf(indicator('ex:i', page + within), '', before)).indicators[0]?.tlp).toBe(tlp);
  });

  it('of a package holds for the packages in it', () => {
    const inner = `<stix:Related_Packages><stix:Related_Package><stix:Package>${header(marked('GREEN'))}<stix:Indicators>${indicator('ex:i', page)}</stix:Indicators></stix:Package></stix:Related_Package></stix:Related_Packages>`;
    expect(read(packageOf('', '', header(marked('RED')) + inner)).indicators).toMatchObject([{ tlp: 'red' }]);
    expect(read(packageOf('', '', inner)).indicators).toMatchObject([{ tlp: 'green' }]);
  });
});

describe('what stands elsewhere in a package', () => {
  const plain = observable('ex:p', url('http://p.example/'), 'cybox:Observable');
  const ttp = (content: string) => `<stix:TTPs><stix:TTP id="ex:t">${content}</stix:TTP></stix:TTPs>`;

  it.each<[string, string, string[], Record<string, number>]>([
    ['a plain observable', `<stix:Observables>${plain}</stix:Observables>`, [], { 'observable-outside-indicator': 1 }],
    [
      'a plain observable that an indicator refers to',
      `<stix:Observables>${plain}</stix:Observables><stix:Indicators>${indicator('ex:i', '<indicator:Observable idref="ex:p"/>')}</stix:Indicators>`,
      ['url http://p.example/'],
      {},
    ],
    [
      'infrastructure of a TTP',
      ttp(
        `<ttp:Resources><ttp:Infrastructure><ttp:Observable_Characterization>${plain}</ttp:Observable_Characterization></ttp:Infrastructure></ttp:Resources>`,
      ),
      ['url http://p.example/'],
      {},
    ],
    [
      'a victim of a TTP',
      ttp(
        `<ttp:Victim_Targeting><ttp:Targeted_Technical_Details>${plain}</ttp:Targeted_Technical_Details></ttp:Victim_Targeting>`,
      ),
      [],
      { 'victim-observable': 1 },
    ],
    [
      'an observable of an incident',
      `<stix:Incidents><stix:Incident><incident:Related_Observables><incident:Related_Observable>${plain}</incident:Related_Observable></incident:Related_Observables></stix:Incident></stix:Incidents>`,
      [],
      { 'incident-observable': 1 },
    ],
    [
      'an indicator of an incident',
      `<stix:Incidents><stix:Incident><incident:Related_Indicators><incident:Related_Indicator>${indicator('ex:i', page, 'stixCommon:Indicator')}</incident:Related_Indicator></incident:Related_Indicators></stix:Incident></stix:Incidents>`,
      ['url http://a.example/'],
      {},
    ],
    [
      'a parameter of a course of action',
      `<stix:Courses_Of_Action><stix:Course_Of_Action><coa:Parameter_Observables>${plain}</coa:Parameter_Observables></stix:Course_Of_Action></stix:Courses_Of_Action>`,
      [],
      { 'coa-parameter': 1 },
    ],
    [
      'a sighting',
      `<stix:Indicators>${indicator('ex:i', `${page}<indicator:Sightings><indicator:Sighting><indicator:Related_Observables><indicator:Related_Observable>${plain}</indicator:Related_Observable></indicator:Related_Observables></indicator:Sighting></indicator:Sightings>`)}</stix:Indicators>`,
      ['url http://a.example/'],
      { sighting: 1 },
    ],
    [
      'a test mechanism',
      `<stix:Indicators>${indicator('ex:i', '<indicator:Test_Mechanisms/>')}</stix:Indicators>`,
      [],
      { 'test-mechanism': 1 },
    ],
    [
      'an event',
      `<stix:Indicators>${indicator('ex:i', '<indicator:Observable><cybox:Event/></indicator:Observable>')}</stix:Indicators>`,
      [],
      { 'unsupported-observable:Event': 1 },
    ],
    [
      'an Indicator of a foreign namespace',
      `<x:Indicator xmlns:x="http://schemas.mandiant.com/2010/ioc">${page}</x:Indicator>`,
      [],
      {},
    ],
  ])('%s', (_, content, values, skipped) => {
    const answer = read(packageOf('', '', content));
    expect(answer.values).toEqual(values);
    expect(answer.tally.skipped).toEqual(skipped);
  });

  it('is asserted too where the source is known to send observables only', () => {
    const operand = observable('ex:q', url('http://q.example/'), 'cybox:Observable');
    const and =
      '<cybox:Observable id="ex:and"><cybox:Observable_Composition operator="AND"><cybox:Observable idref="ex:q"/><cybox:Observable idref="ex:p"/></cybox:Observable_Composition></cybox:Observable>';
    const alone = `<cybox:Observable><cybox:Title>alone</cybox:Title><cybox:Object>${url('http://r.example/')}</cybox:Object></cybox:Observable>`;
    const options = { assertPlainObservables: true };
    const some = read(packageOf('', '', `<stix:Observables>${plain}${alone}</stix:Observables>`), options);
    expect(some.values.sort()).toEqual(['url http://p.example/', 'url http://r.example/']);
    expect(some.indicators.map(({ id }) => id)).toEqual([expect.stringMatching(/^content:[0-9a-f]{16}$/), 'ex:p']);
    // What stands in an AND is not asserted by itself either.
    expect(
      read(packageOf('', '', `<stix:Observables>${plain}${operand}${and}</stix:Observables>`), options).values,
    ).toEqual([]);
  });
});

describe('an indicator', () => {
  it('of more than 1,000 observables comes in pieces of one id and version', () => {
    const list = Array.from({ length: 2500 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join('##comma##');
    const object = properties(
      'AddressObj:AddressObjectType',
      `<AddressObj:Address_Value>${list}##comma##10.0.0.0</AddressObj:Address_Value>`,
    );
    const { indicators, tally } = read(packageOf(indicator('ex:i', observable('ex:o', object))));
    expect(indicators.map(({ id, observables }) => [id, observables.length])).toEqual([
      ['ex:i', 1000],
      ['ex:i', 1000],
      ['ex:i', 500],
    ]);
    expect(tally).toMatchObject({ parsed: 1, supported: 2501 });
  });

  it('without an id gets one from its content, the same in every poll and in any order', () => {
    const id = (...urls: string[]) =>
      read(packageOf(`<stix:Indicator>${urls.map((each) => observable('', url(each))).join('')}</stix:Indicator>`))
        .indicators[0]?.id;
    expect(id('http://a.example/', 'http://b.example/')).toBe(id('http://b.example/', 'http://a.example/'));
    expect(id('http://a.example/')).not.toBe(id('http://b.example/'));
    expect(id('http://a.example/')).toBe('content:fc1f47f4fa1ca4d2');
  });

  it('keeps its title on one line', () => {
    expect(one(`<indicator:Title>\n  a\tb\n c </indicator:Title>${page}`)?.title).toBe('a b c');
    expect(one(page)?.title).toBe(null);
  });
});

describe('a block', () => {
  it('that is no STIX package is counted by its root', () => {
    expect(read('<html/>').tally.skipped).toEqual({ 'not-stix:html': 1 });
    expect(read('<STIX_Package xmlns="http://example.com"/>').tally.skipped).toEqual({ 'not-stix:STIX_Package': 1 });
    const session = openStixSession({ waiting: [], now });
    session.reader().end(false);
    expect(session.drain().tally.skipped).toEqual({ 'not-stix:nothing': 1 });
  });

  it('that breaks off keeps what was whole', () => {
    const whole = packageOf(indicator('ex:i', page) + indicator('ex:j', page));
    const cut = read(whole.slice(0, whole.lastIndexOf('http://a.example/')));
    expect(cut.indicators.map(({ id }) => id)).toEqual(['ex:i']);
    expect(cut.tally.skipped).toEqual({ 'malformed-content': 1 });
  });

  it('of the OASIS namespaces reads as one of MITRE', () => {
    const oasis = packageOf(indicator('ex:i', page))
      .replace('http://stix.mitre.org/stix-1', 'http://docs.oasis-open.org/cti/ns/stix/core-1')
      .replace('http://stix.mitre.org/Indicator-2', 'http://docs.oasis-open.org/cti/ns/stix/indicator-1')
      .replace('http://cybox.mitre.org/cybox-2', 'http://docs.oasis-open.org/cti/ns/cybox/core-2')
      .replace('http://cybox.mitre.org/objects#URIObject-2', 'http://docs.oasis-open.org/cti/ns/cybox/objects/uri-2');
    expect(read(oasis).values).toEqual(['url http://a.example/']);
  });

  it('nested too deep is not looked at below', () => {
    const deep = '<cybox:Observable_Composition operator="OR"><cybox:Observable>'.repeat(110);
    const back = '</cybox:Observable></cybox:Observable_Composition>'.repeat(110);
    const xml = packageOf(
      indicator('ex:i', `<indicator:Observable>${deep}${back}</indicator:Observable>`) + indicator('ex:j', page),
    );
    expect(read(xml)).toMatchObject({ values: ['url http://a.example/'], tally: { skipped: { 'too-deep': 1 } } });
  });

  it('cannot make up more than 200 reasons', () => {
    const many = Array.from({ length: 500 }, (_, i) => observable(`ex:${i}`, properties(`ex${i}Type`, ''))).join('');
    const { skipped } = read(packageOf(indicator('ex:i', many))).tally;
    expect(Object.keys(skipped).length).toBeLessThanOrEqual(201);
    expect(Object.values(skipped).reduce((a, b) => a + b, 0)).toBe(500);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../base/failure.ts';
import type { Indicator } from '../indicator/indicator.ts';
import type { EventEntry, MispTold } from './document.ts';
import { MispReader } from './reader.ts';
import { noMarks } from './tag.ts';

const uuid = '5a5a5a5a-0000-4000-8000-00000000000a';
const event: EventEntry = { uuid, timestamp: 1_790_000_000, title: 'An event', marks: { ...noMarks, tlp: 'green' } };
const asEvent: MispTold = { expect: 'event', event };
const asPage: MispTold = { expect: 'attributes' };

function read(document: unknown, told: MispTold, size = 1 << 20) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const bytes = new TextEncoder().encode(text);
  const reader = new MispReader({ told, documentBytes: 1 << 24 });
  const indicators: Indicator[] = [];
  for (let at = 0; at < bytes.length; at += size) indicators.push(...reader.write(bytes.subarray(at, at + size)));
  const { indicators: last, ...rest } = reader.end();
  return { ...rest, indicators: [...indicators, ...last] };
}

function values(indicators: readonly Indicator[]): string[] {
  return indicators.flatMap(({ observables }) => observables.map(({ kind, value }) => `${kind} ${value}`));
}

const attribute = (type: string, value: string, more: object = {}) => ({
  uuid: '5a5a5a5a-0000-4000-8000-0000000000ff',
  type,
  value,
  to_ids: true,
  timestamp: '1790000100',
  ...more,
});

const eventOf = (...attributes: object[]) => ({ Event: { uuid, info: 'An event', Attribute: attributes } });

describe('the type of an attribute', () => {
  it.each([
    ['ip-src', '192.0.2.1', ['ip 192.0.2.1']],
    ['ip-dst', '198.51.100.0/24', ['network 198.51.100.0/24']],
    ['ip-dst|port', '2001:db8::1|8080', ['ip 2001:db8::1']],
    ['ip-src|port', '192.0.2.1|25', ['ip 192.0.2.1']],
    ['domain', 'Bad[.]example', ['domain bad.example']],
    ['domain|ip', 'bad.example|192.0.2.9', ['domain bad.example']],
    ['hostname|port', 'www.bad.example|443', ['domain www.bad.example']],
    ['url', 'hxxp://bad.example/a', ['url http://bad.example/a']],
    ['email-src', 'One@Bad.example', ['email one@bad.example']],
    ['sha256', 'A'.repeat(64), [`sha256 ${'a'.repeat(64)}`]],
    ['filename|md5', `a|b.exe|${'0'.repeat(32)}`, [`md5 ${'0'.repeat(32)}`]],
    ['malware-sample', `a.exe|${'0'.repeat(32)}`, [`md5 ${'0'.repeat(32)}`]],
  ])('%s says what the value is', (type, value, expected) => {
    expect(values(read(eventOf(attribute(type, value)), asEvent).indicators).map(lower)).toEqual(expected);
  });

  const lower = (value: string) => value.toLowerCase();

  it.each([
    ['email-dst', 'victim@example.com', 'unsupported-type:email-dst'],
    ['ssdeep', '3:a:b', 'unsupported-type:ssdeep'],
    ['<b>', 'x', 'unsupported-type:other'],
  ])('%s is counted and left', (type, value, reason) => {
    const { indicators, tally } = read(eventOf(attribute(type, value)), asEvent);
    expect(values(indicators)).toEqual([]);
    expect(tally).toMatchObject({ received: 1, supported: 0, skipped: { [reason]: 1 } });
  });
});

describe('an event of a feed', () => {
  it('is one indicator with what stands in it and in its objects, but for what is not to be acted upon', () => {
    const { indicators, tally, document } = read(
      {
        Event: {
          Attribute: [
            attribute('domain', 'one.example'),
            attribute('domain', 'seen.example', { to_ids: false }),
            attribute('domain', 'gone.example', { deleted: '1' }),
            attribute('domain', 'not a domain'),
          ],
          Object: [
            { name: 'file', Attribute: [attribute('md5', '1'.repeat(32))] },
            { name: 'file', deleted: true, Attribute: [attribute('md5', '2'.repeat(32))] },
          ],
          uuid,
        },
      },
      asEvent,
    );
    expect(indicators).toEqual([
      expect.objectContaining({
        id: uuid,
        version: 1_790_000_000_000,
        title: 'An event',
        tlp: 'green',
        withdrawn: false,
      }),
    ]);
    expect(values(indicators)).toEqual(['domain one.example', `md5 ${'1'.repeat(32)}`]);
    expect(tally).toMatchObject({ received: 6, supported: 2, refused: 1, skipped: { 'not-to-ids': 1, deleted: 2 } });
    expect(document).toMatchObject({ shape: 'event', attributes: 6 });
  });

  it('takes back what it named where it names nothing any more', () => {
    const { indicators } = read(eventOf(attribute('domain', 'one.example', { to_ids: '0' })), asEvent);
    expect(indicators).toEqual([expect.objectContaining({ id: uuid, withdrawn: true, observables: [] })]);
  });

  it('passes its marks on, and the stricter colour of an attribute counts', () => {
    const { indicators } = read(
      eventOf(
        attribute('domain', 'one.example', {
          Tag: [{ name: 'tlp:red' }, { name: 'misp:confidence-level="rarely-confident"' }],
        }),
        attribute('domain', 'two.example', { Tag: [{ name: 'tlp:white' }] }),
        attribute('domain', 'no.example', { Tag: [{ name: 'false-positive:risk="high"' }] }),
      ),
      asEvent,
    );
    expect(indicators.map(({ id, tlp, confidence }) => [id, tlp, confidence])).toEqual([
      [uuid, 'red', 25],
      [uuid, 'green', null],
    ]);
    expect(values(indicators)).toEqual(['domain one.example', 'domain two.example']);
  });

  it('of any length comes in records of a thousand', () => {
    const many = Array.from({ length: 2500 }, (_, i) => attribute('domain', `host-${i}.example`));
    const { indicators } = read(eventOf(...many), asEvent);
    expect(indicators.map(({ observables }) => observables.length)).toEqual([1000, 1000, 500]);
    expect(new Set(indicators.map(({ id, version }) => `${id} ${version}`)).size).toBe(1);
  });

  it('of another identifier is another one', () => {
    const other = { Event: { uuid: uuid.replace('a', 'b'), Attribute: [] } };
    expect(read(other, asEvent).document.shape).toBe('other');
    expect(read({ name: 'Some page' }, asEvent).document).toMatchObject({ shape: 'other', said: 'Some page' });
  });

  it('reads the same however it is cut', () => {
    const document = eventOf(attribute('domain', 'ünï.example'), attribute('url', 'http://a.example/ü'));
    const whole = read(document, asEvent);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        const { indicators, ...rest } = read(document, asEvent, size);
        const { indicators: expected, ...others } = whole;
        expect(rest).toEqual(others);
        expect(values(indicators)).toEqual(values(expected));
      }),
      { numRuns: 20 },
    );
  });
});

describe('a page of the API', () => {
  const id = '5a5a5a5a-0000-4000-8000-0000000000ff';

  it('has an indicator an attribute, and takes back what is not to be acted upon', () => {
    const { indicators, document } = read(
      {
        response: {
          Attribute: [
            attribute('domain', 'one.example', { Event: { info: 'An event' }, Tag: [{ name: 'tlp:amber' }] }),
            attribute('domain', 'two.example', { deleted: true }),
            attribute('domain', 'three.example', { to_ids: false }),
          ],
        },
      },
      asPage,
    );
    expect(indicators).toEqual([
      expect.objectContaining({ id, version: 1_790_000_100_000, title: 'An event', tlp: 'amber', withdrawn: false }),
      expect.objectContaining({ id, withdrawn: true }),
      expect.objectContaining({ id, withdrawn: true }),
    ]);
    expect(document).toMatchObject({ shape: 'attributes', attributes: 3 });
  });

  it.each([[{ response: { Attribute: [] } }], [{ response: [] }]])('may be empty: %j', (document) => {
    expect(read(document, asPage)).toMatchObject({ indicators: [], document: { shape: 'attributes', attributes: 0 } });
  });

  it.each([[{ name: 'No', message: 'Not here' }], [{}]])('is none where it is %j', (document) => {
    expect(read(document, asPage).document.shape).toBe('other');
  });

  it('counts an attribute that cannot be told from others', () => {
    const { tally, indicators } = read(
      { response: { Attribute: [attribute('domain', 'a.example', { uuid: 'x' })] } },
      asPage,
    );
    expect(indicators).toEqual([]);
    expect(tally.skipped).toEqual({ 'attribute-without-uuid': 1 });
  });
});

describe('a manifest', () => {
  const entry = (timestamp: unknown, info = 'An event') => ({ info, timestamp, Tag: [{ name: 'tlp:white' }] });
  const second = '5a5a5a5a-0000-4000-8000-00000000000b';

  it('tells what changed since, the oldest first', () => {
    const document = {
      [second]: entry('1790000200'),
      [uuid]: entry(1_790_000_100),
      '5a5a5a5a-0000-4000-8000-00000000000c': entry('1700000000'),
    };
    const { document: manifest } = read(document, { expect: 'manifest', since: 1_790_000_100 });
    expect(manifest).toMatchObject({ shape: 'manifest', named: 3 });
    expect(manifest.events).toEqual([
      { uuid, timestamp: 1_790_000_100, title: 'An event', marks: { ...noMarks, tlp: 'clear' } },
      expect.objectContaining({ uuid: second, timestamp: 1_790_000_200 }),
    ]);
  });

  it('may name no events, and is none where it names other things alone', () => {
    const told = { expect: 'manifest', since: 0 } as const;
    expect(read({}, told).document.shape).toBe('manifest');
    expect(read({ name: 'App', icons: [] }, told).document.shape).toBe('other');
    expect(read([], told).document.shape).toBe('other');
    expect(read({ [uuid]: { timestamp: 'soon' } }, told).document.shape).toBe('other');
    expect(read({ [uuid]: entry(1), __proto__: entry(1), app: 'x' }, told).document).toMatchObject({ named: 1 });
  });
});

it.each([
  ['{"Event":{"uuid":', 'json/truncated'],
  ['<html><title>Hello</title>', 'body/html-page'],
  ['', 'body/empty'],
])('%j ends in %s', (document, code) => {
  expect(() => read(document, asEvent)).toThrow(expect.objectContaining({ code }) as Failure);
});

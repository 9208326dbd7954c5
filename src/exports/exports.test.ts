import { describe, expect, it } from 'vitest';
import { isPatternRefusal, parsePattern } from '../stix2/pattern/parse.ts';
import { parseObservable } from '../observable/parse.ts';
import type { Kind } from '../observable/observable.ts';
import type { ExportedObservable } from './export.ts';
import { exportFormats, exportFormatNames, type ExportFormatName } from './formats.ts';
import { patternOf } from './stix2.ts';

const listing = {
  source: 'urlhaus',
  indicator: 'i1',
  firstSeen: '2026-11-01T00:00:00.000Z',
  lastSeen: '2026-11-20T00:00:00.000Z',
  validUntil: null,
  expiresAt: '2026-12-20T00:00:00.000Z',
  confidence: 80,
  tlp: 'amber',
} as const;
const other = {
  ...listing,
  source: 'otx',
  firstSeen: '2026-10-01T00:00:00.000Z',
  confidence: null,
  tlp: 'red',
} as const;

const of = (kind: Kind, value: string): ExportedObservable => ({ kind, value, sources: [listing, other] });
const each: readonly ExportedObservable[] = [
  of('ip', '192.0.2.7'),
  of('ip', '2001:db8::7'),
  of('network', '192.0.2.0/24'),
  of('network', '2001:db8::/32'),
  of('domain', 'bad.example'),
  of('url', "https://bad.example/a?b='\\"),
  of('email', 'a@bad.example'),
  of('sha256', 'ab'.repeat(32)),
];
const now = Date.parse('2026-11-23T00:00:00Z');

/** The whole export, and what had no place in it. */
function exported(name: ExportFormatName, observables = each) {
  const format = exportFormats[name];
  const lines = [...format.first({ now })];
  const left: string[] = [];
  for (const observable of observables) {
    const own = format.lines(observable, { now });
    if (own === null) left.push(observable.kind);
    else lines.push(...own);
  }
  return { lines: [...lines, ...format.last], left };
}

describe('an export', () => {
  it('as a list is the values', () => {
    expect(exported('list')).toEqual({ lines: each.map(({ value }) => value), left: [] });
  });

  it('as CSV has a line a listing', () => {
    const { lines } = exported('csv', [of('ip', '192.0.2.7')]);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe(
      'ip,192.0.2.7,urlhaus,i1,2026-11-01T00:00:00.000Z,2026-11-20T00:00:00.000Z,,2026-12-20T00:00:00.000Z,80,amber\r',
    );
  });

  it('as JSON lines is the whole view', () => {
    expect(exported('jsonl').lines.map((line) => JSON.parse(line) as unknown)).toEqual(each);
  });

  it('as STIX is a bundle whose patterns name the observables again', () => {
    const bundle = JSON.parse(exported('stix2').lines.join('\n')) as {
      objects: { type: string; pattern?: string; id: string }[];
    };
    const indicators = bundle.objects.filter(({ type }) => type === 'indicator');
    expect(indicators).toHaveLength(each.length);
    expect(indicators[0]).toMatchObject({
      spec_version: '2.1',
      valid_from: '2026-10-01T00:00:00.000Z',
      modified: '2026-11-20T00:00:00.000Z',
      confidence: 80,
      object_marking_refs: ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1'],
    });
    expect(new Set(bundle.objects.map(({ id }) => id)).size).toBe(bundle.objects.length);
    for (const { pattern = '' } of indicators) expect(isPatternRefusal(parsePattern(pattern))).toBe(false);
    expect(patternOf(of('sha1', 'a'))).toBe("[file:hashes.'SHA-1' = 'a']");
  });

  it('as STIX gives an observable the same id every time', () => {
    const ids = (at: number) =>
      JSON.parse(exportFormats.stix2.lines(of('ip', '192.0.2.7'), { now: at })?.[0]?.slice(1) ?? '{}') as {
        id: string;
      };
    expect(ids(now).id).toBe(ids(now + 1).id);
    expect(ids(now).id).toMatch(/^indicator--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('as MISP is an event with an attribute an observable', () => {
    const { Event } = JSON.parse(exported('misp').lines.join('\n')) as {
      Event: { Attribute: { type: string; value: string }[] };
    };
    expect(Event.Attribute.map(({ type }) => type)).toEqual([
      'comment',
      'ip-src',
      'ip-src',
      'ip-src',
      'ip-src',
      'domain',
      'url',
      'email-src',
      'sha256',
    ]);
  });

  it('as a response policy zone has names and addresses, and says what has no place', () => {
    const { lines, left } = exported('rpz');
    expect(lines.slice(3)).toEqual([
      '32.7.2.0.192.rpz-ip CNAME .',
      '128.7.zz.db8.2001.rpz-ip CNAME .',
      '24.0.2.0.192.rpz-ip CNAME .',
      '32.zz.db8.2001.rpz-ip CNAME .',
      'bad.example CNAME .',
      '*.bad.example CNAME .',
    ]);
    expect(left).toEqual(['url', 'email', 'sha256']);
    expect(exported('rpz', [of('ip', '2001:db8:1:2:3:4:5:6')]).lines.at(-1)).toBe(
      '128.6.5.4.3.2.1.db8.2001.rpz-ip CNAME .',
    );
  });

  it('as data of rbldnsd says who lists what', () => {
    const { lines, left } = exported('rbldnsd');
    expect(lines[1]).toBe('192.0.2.7 :127.0.0.2:listed by urlhaus, otx');
    expect(left).toEqual(['url', 'email', 'sha256']);
  });

  it('as tables of Postfix names no source in its reply', () => {
    const { lines, left } = exported('postfix');
    expect(lines).toContain('192.0.2.0/24\tREJECT 5.7.1 refused by threat feed policy');
    expect(lines.join('\n')).not.toContain('urlhaus');
    expect(left).toEqual(['url', 'sha256']);
  });

  it.each(exportFormatNames)('as %s breaks no line', (name) => {
    for (const line of exported(name).lines) expect(line.replace(/\r$/, '')).not.toMatch(/[\r\n]/);
  });
});

it('the values of these tests are canonical', () => {
  for (const { kind, value } of each) if (kind !== 'url') expect(parseObservable(kind, value)).toMatchObject({ value });
});

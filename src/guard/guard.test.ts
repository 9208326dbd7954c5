import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../indicator/indicator.ts';
import type { Kind } from '../observable/observable.ts';
import { defaultGuardRules, guardNames, Guards, type GuardName } from './guard.ts';
import { EntrySet, type GuardList, type ListGuardName } from './list.ts';
import { addKeptOut, nothingKeptOut, sortOut } from './intake.ts';
import { type Network, NetworkSet, parseNetwork } from './networks.ts';

const list = (guard: ListGuardName, ...entries: string[]): GuardList => {
  return { name: `my-${guard}`, guard, origin: 'settings', updatedAt: null, entries: new EntrySet(entries) };
};
const lists = [
  list('own', 'Example.org', '203.0.113.0/24', '2001:db8:1::1'),
  list('popular-domain', 'popular.example'),
  list('warning-list', 'cdn.example', '198.51.100.0/25', 'ff'.repeat(32)),
];
const guards = new Guards(defaultGuardRules, lists);

const kept: readonly (readonly [Kind, string, GuardName])[] = [
  ['domain', 'mail.example.org', 'own'],
  ['email', 'ann@example.org', 'own'],
  ['url', 'https://www.example.org/x', 'own'],
  ['ip', '203.0.113.7', 'own'],
  ['network', '203.0.113.0/25', 'own'],
  ['ip', '2001:db8:1::1', 'own'],
  ['ip', '10.1.2.3', 'private-address'],
  ['ip', '100.64.0.1', 'private-address'],
  ['ip', '169.254.169.254', 'private-address'],
  ['ip', '255.255.255.255', 'private-address'],
  ['ip', '::1', 'private-address'],
  ['ip', 'fd00::1', 'private-address'],
  ['network', '192.160.0.0/12', 'private-address'],
  ['url', 'http://192.168.0.1/x', 'private-address'],
  ['url', 'http://[::1]:8080/x', 'private-address'],
  ['network', '45.0.0.0/15', 'too-wide'],
  ['network', '2400::/31', 'too-wide'],
  ['ip', '8.8.8.8', 'public-resolver'],
  ['domain', 'co.kr', 'public-suffix'],
  ['domain', 'github.io', 'public-suffix'],
  ['domain', 'naver.com', 'mail-provider'],
  ['domain', 'docs.google.com', 'shared-host'],
  ['domain', 'microsoft.com', 'popular-domain'],
  ['domain', 'popular.example', 'popular-domain'],
  ['sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'harmless-hash'],
  ['domain', 'bit.ly', 'shared-host'],
  ['domain', 'cdn.example', 'warning-list'],
  ['ip', '198.51.100.9', 'warning-list'],
  ['network', '198.51.100.0/26', 'warning-list'],
  ['sha256', 'ff'.repeat(32), 'warning-list'],
];

describe('a guard', () => {
  it.each(kept)('keeps %s %s out: %s', (kind, value, expected) => {
    expect(guards.keptOutBy({ kind, value })).toBe(expected);
  });

  it.each([
    ['ip', '192.0.2.1'],
    ['ip', '2001:db8::1'],
    ['network', '198.51.100.0/24'],
    ['domain', 'bad.example'],
    ['domain', 'notexample.org'],
    ['domain', 'evil.docs.google.com.bad.example'],
    ['domain', 'who.github.io'],
    ['url', 'https://docs.google.com/forms/d/x'],
    ['url', 'https://bit.ly/x'],
    ['email', 'phisher@gmail.com'],
    ['domain', 'www.cdn.example'],
    ['url', 'http://198.51.100.9/x'],
    ['network', '198.51.100.0/23'],
    ['sha256', 'ab'.repeat(32)],
  ] satisfies [Kind, string][])('lets %s %s pass', (kind, value) => {
    expect(guards.keptOutBy({ kind, value })).toBeNull();
  });

  it.each(guardNames)('%s is not asked when it is off', (name) => {
    const without = new Guards({ ...defaultGuardRules, off: [name] }, lists);
    const [kind, value] = kept.find(([, , guard]) => guard === name) ?? kept[0] ?? ['ip', ''];
    expect(without.keptOutBy({ kind, value })).not.toBe(name);
  });

  it('has a limit for networks that can be moved', () => {
    const wide = new Guards({ ...defaultGuardRules, widest: { v4: 8, v6: 20 } });
    expect(wide.keptOutBy({ kind: 'network', value: '45.0.0.0/15' })).toBeNull();
  });

  it('says what it went by, and so do those that are off', () => {
    const some = new Guards({ ...defaultGuardRules, off: ['own', 'private-address'] }, [list('own', '10.0.0.0/9')]);
    expect(some.against({ kind: 'network', value: '10.0.0.0/15' })).toEqual([
      { guard: 'own', on: false, entry: '10.0.0.0/9', list: 'my-own' },
      { guard: 'private-address', on: false, entry: '10.0.0.0/8', list: null },
      { guard: 'too-wide', on: true, entry: '/16', list: null },
    ]);
    expect(guards.against({ kind: 'url', value: 'https://www.example.org/x' })).toEqual([
      { guard: 'own', on: true, entry: 'example.org', list: 'my-own' },
    ]);
  });

  it('counts what it holds', () => {
    expect(guards.holding('warning-list')).toEqual({ names: 1, networks: 1, hashes: 1 });
    expect(guards.holding('shared-host')?.names).toBeGreaterThan(150);
    expect(guards.holding('public-suffix')).toBeNull();
  });

  it('finds a network in a set as one by one', () => {
    const octet = fc.nat({ max: 3 });
    const cidr = fc.tuple(octet, octet, fc.integer({ min: 6, max: 32 }));
    const text = ([a, b, prefix]: [number, number, number]) => `45.${a}.${b}.0/${prefix}`;
    const parse = (each: string) => parseNetwork(each) ?? { bits: 32 as const, number: 0n, prefix: 0 };
    const holds = (outer: Network, inner: Network) =>
      outer.prefix <= inner.prefix &&
      outer.number >> BigInt(32 - outer.prefix) === inner.number >> BigInt(32 - outer.prefix);
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 8 }), cidr, (members, asked) => {
        const set = new NetworkSet();
        for (const member of members) set.add(parse(text(member)));
        const all = members.map((member) => parse(text(member)));
        expect(set.around(parse(text(asked))) !== null).toBe(all.some((each) => holds(each, parse(text(asked)))));
        expect(set.within(parse(text(asked))) !== null).toBe(all.some((each) => holds(parse(text(asked)), each)));
      }),
    );
  });
});

const indicatorOf = (...values: string[]): Indicator => ({
  id: 'i',
  version: null,
  title: null,
  validFrom: null,
  validUntil: null,
  confidence: null,
  tlp: null,
  withdrawn: false,
  observables: values.map((value) => ({ kind: 'ip', value })),
});

describe('what comes in', () => {
  it('is passed on without what guards keep out, which is counted and shown', () => {
    const { indicators, out } = sortOut(
      [indicatorOf('192.0.2.1', '10.0.0.1', '8.8.8.8'), indicatorOf('192.0.2.2')],
      guards,
    );
    expect(indicators.map(({ observables }) => observables.map(({ value }) => value))).toEqual([
      ['192.0.2.1'],
      ['192.0.2.2'],
    ]);
    expect(out).toEqual({
      count: 2,
      byGuard: { 'private-address': 1, 'public-resolver': 1 },
      samples: [
        { kind: 'ip', value: '10.0.0.1', guard: 'private-address' },
        { kind: 'ip', value: '8.8.8.8', guard: 'public-resolver' },
      ],
    });
  });

  it('keeps an indicator that has nothing left: it may take back what it said before', () => {
    expect(sortOut([indicatorOf('10.0.0.1')], guards).indicators).toEqual([indicatorOf()]);
  });

  it('adds up, whatever is kept out', () => {
    const ips = fc.array(fc.constantFrom('10.0.0.1', '8.8.8.8', '192.0.2.1'), { maxLength: 30 });
    fc.assert(
      fc.property(ips, ips, (a, b) => {
        const apart = addKeptOut(sortOut([indicatorOf(...a)], guards).out, sortOut([indicatorOf(...b)], guards).out);
        expect(apart).toEqual(addKeptOut(nothingKeptOut, sortOut([indicatorOf(...a), indicatorOf(...b)], guards).out));
      }),
    );
  });
});

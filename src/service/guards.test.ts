import { describe, expect, it } from 'vitest';
import { pollReport } from '../../test/fakes/fake-service.ts';
import { defaultGuardRules, Guards } from '../guard/guard.ts';
import { EntrySet } from '../guard/list.ts';
import { guardViews, keptOutOf, testGuards } from './guards.ts';

const kept = (mode: 'full' | 'delta', count: number, startedAt: string, values: string[] = []) =>
  pollReport({
    mode,
    startedAt,
    skipped: [
      { reason: 'guard:own', count },
      { reason: 'and-composition', count: 9 },
    ],
    refusals: values.map((text) => ({ kind: 'ip', text, rule: 'guard:own' })),
  });

describe('what was kept out of a source', () => {
  it('is added up since the last full poll that succeeded', () => {
    const reports = [
      kept('delta', 1, '2026-11-22T12:00:00Z', ['192.0.2.1', '192.0.2.2']),
      kept('full', 2, '2026-11-22T11:00:00Z', ['192.0.2.1']),
      kept('delta', 40, '2026-11-22T10:00:00Z'),
    ];
    expect(keptOutOf('phish', reports)).toEqual({
      source: 'phish',
      since: '2026-11-22T11:00:00Z',
      count: 3,
      byGuard: { own: 3 },
      samples: [
        { guard: 'own', kind: 'ip', value: '192.0.2.1' },
        { guard: 'own', kind: 'ip', value: '192.0.2.2' },
      ],
    });
  });
  it('shows ten values of a guard, and says nothing of a source without polls', () => {
    const many = Array.from({ length: 30 }, (_, i) => `192.0.2.${i}`);
    expect(keptOutOf('phish', [kept('full', 30, '2026-11-22T11:00:00Z', many)]).samples).toHaveLength(10);
    expect(keptOutOf('phish', [])).toEqual({ source: 'phish', since: null, count: 0, byGuard: {}, samples: [] });
  });
  it('stands beside the guard that did it', () => {
    const [own, next] = guardViews(new Guards({ ...defaultGuardRules, off: ['private-address'] }), [
      keptOutOf('phish', [kept('full', 3, '2026-11-22T11:00:00Z')]),
    ]);
    expect(own).toMatchObject({ name: 'own', on: true, keptOut: 3, lists: [] });
    expect(next).toMatchObject({ name: 'private-address', on: false, keptOut: 0 });
  });
});

describe('a value put to the guards', () => {
  const own = new EntrySet(['example.org']);
  const guards = new Guards(defaultGuardRules, [
    { name: 'own', guard: 'own', origin: 'settings', updatedAt: null, entries: own },
  ]);
  it('may be allowed as a URL whose host is not', () => {
    const { verdicts } = testGuards(guards, 'hxxps://docs[.]google[.]com/forms/x');
    expect(verdicts).toMatchObject([
      { about: 'value', kind: 'url', value: 'https://docs.google.com/forms/x', keptOut: false, hits: [] },
      { about: 'host', kind: 'domain', keptOut: true, hits: [{ guard: 'shared-host', list: 'shared-hosts' }] },
    ]);
  });
  it('is read as an address where the host is one', () => {
    expect(testGuards(guards, 'http://[fd00::1]/x').verdicts).toMatchObject([
      { kind: 'url', keptOut: true },
      { about: 'host', kind: 'ip', value: 'fd00::1', keptOut: true },
    ]);
  });
  it('may be an address of mail at a provider', () => {
    expect(testGuards(guards, 'ann@gmail.com').verdicts).toMatchObject([
      { kind: 'email', keptOut: false },
      { about: 'domain', kind: 'domain', value: 'gmail.com', keptOut: true },
    ]);
    expect(testGuards(guards, 'ann@mail.example.org').verdicts).toMatchObject([
      { kind: 'email', keptOut: true, hits: [{ guard: 'own', entry: 'example.org' }] },
      { about: 'domain', keptOut: true },
    ]);
  });
  it('may be no observable', () => {
    expect(testGuards(guards, '???')).toMatchObject({ refused: expect.any(String) as string, verdicts: [] });
  });
});

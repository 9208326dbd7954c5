import { describe, expect, it } from 'vitest';
import type { Indicator } from '../indicator/indicator.ts';
import { SegmentBuffer } from './segment-buffer.ts';
import { compareVersions } from './version.ts';

function indicator(version: number | null, domains: readonly string[], withdrawn = false): Indicator {
  const open = { title: null, validFrom: null, validUntil: null, confidence: null, tlp: null };
  return { id: 'i', version, withdrawn, ...open, observables: domains.map((value) => ({ kind: 'domain', value })) };
}

function after(...received: readonly Indicator[]): readonly string[] {
  const buffer = new SegmentBuffer();
  for (const each of received) buffer.add(each);
  return buffer.held().map(({ version, replaces, observables }) => {
    return `${String(version)}${replaces ? '!' : ''} ${observables.map((observable) => observable.value).join(' ')}`;
  });
}

describe('what a segment says of one indicator', () => {
  it('is merged within a version', () => {
    expect(after(indicator(1, ['a']), indicator(1, ['b', 'c']))).toEqual(['1 a b c']);
  });
  it('keeps its order over versions, without the older', () => {
    expect(after(indicator(2, ['a']), indicator(1, ['b']), indicator(3, ['c']))).toEqual(['2 a', '3 c']);
    expect(after(indicator(null, ['a']), indicator(1, ['b']), indicator(null, ['c']))).toEqual([
      'null a',
      '1 b',
      'null c',
    ]);
  });
  it('is taken back as a whole, and may be said again', () => {
    expect(after(indicator(1, ['a']), indicator(1, ['a'], true), indicator(1, ['b']))).toEqual(['1! b']);
  });
  it('does not change what was received', () => {
    const first = indicator(1, ['a']);
    after(first, indicator(1, ['b']));
    expect(first.observables).toHaveLength(1);
  });
});

it('is full after a bounded number of items or characters, repetitions included', () => {
  const many = new SegmentBuffer();
  for (let i = 0; i < 20_479; i += 1) many.add(indicator(1, []));
  expect(many.full).toBe(false);
  many.add(indicator(1, []));
  expect(many.full).toBe(true);
  many.clear();
  expect(many.full).toBe(false);
  const long = new SegmentBuffer();
  for (let i = 0; i < 2048; i += 1) long.add(indicator(1, ['x'.repeat(2048)]));
  expect(long.full).toBe(true);
});

it('takes a version after none for newer, and none for the same', () => {
  expect([compareVersions(null, 1), compareVersions(1, null), compareVersions(null, null)]).toEqual([
    'newer',
    'same',
    'same',
  ]);
  expect([compareVersions(1, 2), compareVersions(2, 1), compareVersions(2, 2)]).toEqual(['newer', 'older', 'same']);
});

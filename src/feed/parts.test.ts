import { describe, expect, it } from 'vitest';
import { CapWatch, partBudget, PartWatch } from './parts.ts';

const part = { part: 1, blocks: 10, digest: 'a', more: true, resultId: 'r' };

describe('after a part', () => {
  it('asks for the next while there is more, by the newest result id', () => {
    const watch = new PartWatch();
    expect(watch.next(part)).toEqual({ kind: 'next', resultId: 'r', part: 2 });
    expect(watch.next({ ...part, part: 2, digest: 'b', resultId: 's' })).toEqual({
      kind: 'next',
      resultId: 's',
      part: 3,
    });
    expect(watch.next({ ...part, part: 3, digest: 'c', more: false })).toEqual({ kind: 'end' });
  });
  it('goes over an empty part, for some servers end an exact multiple with one', () => {
    const watch = new PartWatch();
    watch.next(part);
    expect(watch.next({ ...part, part: 2, blocks: 0, digest: '' }).kind).toBe('next');
    expect(watch.next({ ...part, part: 3, digest: 'b' }).kind).toBe('next');
  });
  it('ends with a warning where there is more but no result id to ask by', () => {
    expect(new PartWatch().next({ ...part, resultId: null })).toEqual({
      kind: 'end-with-warning',
      why: 'more-without-result-id',
    });
  });
  it('recognises a server that never ends', () => {
    const repeating = new PartWatch();
    repeating.next(part);
    expect(repeating.next({ ...part, part: 2 })).toEqual({ kind: 'loop', why: 'repeated-part' });
    const empty = new PartWatch();
    const verdicts = [1, 2, 3].map((n) => empty.next({ ...part, part: n, blocks: 0, digest: '' }).kind);
    expect(verdicts).toEqual(['next', 'next', 'loop']);
    expect(new PartWatch().next({ ...part, part: partBudget })).toEqual({ kind: 'loop', why: 'part-budget' });
  });
});

describe('a TAXII 1.0 answer', () => {
  it('is suspected of a silent limit when its count is round or comes again', () => {
    expect(new CapWatch().suspects(25)).toBe(true);
    const watch = new CapWatch();
    expect(watch.suspects(17)).toBe(false);
    expect(watch.suspects(17)).toBe(true);
    expect(watch.suspects(3)).toBe(false);
  });
  it('is trusted once its halves held no more', () => {
    const watch = new CapWatch();
    watch.compared(100, 100);
    expect(watch.suspects(100)).toBe(false);
    expect(watch.suspects(50)).toBe(false);
    expect(watch.suspects(500)).toBe(true);
    watch.compared(500, 730);
    expect(watch.suspects(500)).toBe(true);
  });
});

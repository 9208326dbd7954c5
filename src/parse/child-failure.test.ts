import { describe, expect, it } from 'vitest';
import { childFailure, stalledFailure } from './child-failure.ts';

describe('a child that is gone', () => {
  it('ran out of memory where the engine says so', () => {
    const said = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
    const ends = [
      { code: null, signal: 'SIGABRT', said: '' },
      { code: 134, signal: null, said },
    ] as const;
    for (const end of ends) {
      const failure = childFailure(end, 'a document was read', 4096);
      expect(failure.code).toBe('host/parser-out-of-memory');
      expect(failure.evidence).toEqual({ offset: 4096, exit: end.code, signal: end.signal });
    }
  });
  it('crashed otherwise; what it said last is shown safely', () => {
    const failure = childFailure({ code: 1, signal: null, said: `${'x'.repeat(2000)}\n\u001b[31m` }, 'it was read', 7);
    expect(failure.code).toBe('host/parser-crashed');
    expect(failure.message).toBe('the parser ended (exit 1) while it was read');
    expect(failure.evidence).toMatchObject({ offset: 7, exit: 1, said: expect.stringMatching(/^x+\\n\\x1b\[31m$/) });
    expect(childFailure({ code: null, signal: 'SIGKILL', said: '' }, 'it was read', 7).message).toContain('SIGKILL');
    expect(childFailure({ code: null, signal: null, said: 'spawn ENOENT' }, 'x', 0).evidence['said']).toBe(
      'spawn ENOENT',
    );
  });
  it('was ended because it stood still', () => {
    const failure = stalledFailure(30_000, 9);
    expect(failure).toMatchObject({ code: 'host/parser-stalled', evidence: { offset: 9, stallMs: 30_000 } });
  });
});

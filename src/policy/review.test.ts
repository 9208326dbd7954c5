import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { places, type Envelope, type Match } from './fact.ts';
import { reviewPolicy } from './review.ts';
import { applies, type Policy, type Rule, type When } from './rule.ts';

const known = { sources: ['urlhaus', 'otx'], tags: ['phish'] };
const policy = (...rules: Rule[]): Policy => ({ mode: 'enforce', rules, subjectTag: '' });
const rule = (name: string, when: When): Rule => ({ name, when, do: 'reject' });

describe('a review of a policy', () => {
  it('has nothing to say of rules that all can be asked', () => {
    const rules = [rule('a', { sources: ['urlhaus'], tags: ['phish'] }), rule('b', { confidence: 50 }), rule('c', {})];
    expect(reviewPolicy(policy(...rules), known)).toEqual([]);
  });

  it('names sources and tags that there are not, and what was probably meant', () => {
    const rules = [rule('a', { sources: ['urlhous', 'otx'], tags: ['malware'] })];
    expect(reviewPolicy(policy(...rules), known)).toEqual([
      { kind: 'unknown-source', rule: 'a', name: 'urlhous', nearest: 'urlhaus' },
      { kind: 'unknown-tag', rule: 'a', name: 'malware' },
    ]);
  });

  it.each<[When, When]>([
    [{}, { where: ['html'] }],
    [{ sources: [] }, {}],
    [{ where: ['html', 'text'] }, { where: ['text'], confidence: 3 }],
    [{ confidence: 50 }, { confidence: 50 }],
    [{ direction: 'inbound' }, { direction: 'inbound', recipients: ['@example.org'] }],
  ])('names a rule that is never asked: %j before %j', (first, second) => {
    const remarks = reviewPolicy(policy(rule('a', first), rule('b', second)), known);
    expect(remarks).toEqual([{ kind: 'never-asked', rule: 'b', by: 'a' }]);
  });

  it('calls no rule unasked that fits what the earlier one does not', () => {
    const list = <T>(...of: T[]) => fc.option(fc.subarray(of), { nil: undefined });
    const whens = fc
      .record({
        kinds: list('ip', 'url'),
        sources: list('a', 'b'),
        tags: list('x', 'y'),
        where: list('text', 'html'),
        recipients: list('@example.org', '.example.org'),
        direction: fc.constantFrom('inbound', 'outbound', undefined),
        confidence: fc.constantFrom(10, 90, undefined),
      })
      .map((when) => Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined)) as When);
    const matches: fc.Arbitrary<Match> = fc
      .record({
        kind: fc.constantFrom('ip', 'url'),
        where: fc.constantFrom(...places),
        source: fc.constantFrom('a', 'b', 'c'),
        tags: fc.subarray(['x', 'y']),
        confidence: fc.constantFrom(null, 5, 50, 95),
      })
      .map(({ kind, where, source, tags, confidence }) => ({
        fact: { observable: { kind, value: 'v' }, where, note: null },
        listed: { kind, value: 'v' },
        assertions: [{ source, indicator: 'i', tags, confidence, mode: 'enforce' }],
      }));
    const envelopes: fc.Arbitrary<Envelope> = fc.record({
      direction: fc.constantFrom('inbound', 'outbound'),
      sender: fc.constant(''),
      recipients: fc.subarray(['a@example.org', 'b@sub.example.org', 'c@example.net']),
      user: fc.constant(null),
    });
    fc.assert(
      fc.property(whens, whens, matches, envelopes, (first, second, match, envelope) => {
        const [a, b] = [rule('a', first), rule('b', second)];
        const unasked = reviewPolicy(policy(a, b), { sources: ['a', 'b'], tags: ['x', 'y'] }).length > 0;
        const onlySecond = applies(b, match, envelope).length > 0 && applies(a, match, envelope).length === 0;
        expect(unasked && onlySecond).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

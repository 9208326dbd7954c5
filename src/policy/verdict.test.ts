import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observable } from '../observable/observable.ts';
import type { Exempted, Exemption } from './exemption.ts';
import { places, type Assertion, type Envelope, type Match } from './fact.ts';
import { actions, type Policy, type Rule, type When } from './rule.ts';
import { decide, strength } from './verdict.ts';

const envelope: Envelope = {
  direction: 'inbound',
  sender: 'bounce@news.example.com',
  recipients: ['ann@example.org', 'bob@sub.example.org'],
  user: null,
};
const assertion: Assertion = { source: 'urlhaus', indicator: 'i1', tags: ['phish'], confidence: 80, mode: 'enforce' };
const url: Observable = { kind: 'url', value: 'https://bad.example.net/a' };
const match: Match = { fact: { observable: url, where: 'html', note: null }, listed: url, assertions: [assertion] };
const address: Match = {
  ...match,
  fact: { observable: { kind: 'ip', value: '192.0.2.7' }, where: 'client', note: null },
  listed: { kind: 'network', value: '192.0.2.0/24' },
};

const rejecting = (when: When): Rule => ({ name: 'r', when, do: 'reject' });
const enforcing = (...rules: Rule[]): Policy => ({ mode: 'enforce', rules, subjectTag: '[THREAT] ' });
const exempting = (what: Exempted, expiresAt: number | null = null): Exemption => ({
  id: 'e1',
  what,
  owner: 'ann',
  reason: 'test',
  expiresAt,
});

function action(policy: Policy, options: { matches?: Match[]; exemptions?: Exemption[]; envelope?: Envelope } = {}) {
  return decide({ matches: [match], envelope, exemptions: [], now: 1000, policy, ...options });
}

describe('a verdict', () => {
  it('is to do nothing where nothing is listed', () => {
    expect(action(enforcing(rejecting({})), { matches: [] })).toMatchObject({ action: 'none', decisive: null });
  });

  it('is to log what no rule names', () => {
    expect(action(enforcing())).toMatchObject({ action: 'log', wanted: 'log' });
  });

  it.each([
    ['kinds', { kinds: ['url'] }, { kinds: ['ip'] }],
    ['sources', { sources: ['urlhaus'] }, { sources: ['otx'] }],
    ['tags', { tags: ['spam', 'phish'] }, { tags: ['spam'] }],
    ['confidence', { confidence: 80 }, { confidence: 81 }],
    ['where', { where: ['html', 'text'] }, { where: ['client'] }],
    ['direction', { direction: 'inbound' }, { direction: 'outbound' }],
    ['a recipient', { recipients: ['bob@sub.example.org'] }, { recipients: ['eve@example.org'] }],
    ['a domain of recipients', { recipients: ['@example.org'] }, { recipients: ['@org'] }],
    ['subdomains of recipients', { recipients: ['.example.org'] }, { recipients: ['.sub.example.org'] }],
  ] satisfies [string, When, When][])('goes by %s', (_, fitting, other) => {
    expect(action(enforcing(rejecting(fitting))).action).toBe('reject');
    expect(action(enforcing(rejecting(other))).action).toBe('log');
  });

  it('is that of the first rule that fits, though a later one is stronger', () => {
    const policy = enforcing({ name: 'mild', when: { kinds: ['url'] }, do: 'tag-subject' }, rejecting({}));
    expect(action(policy)).toMatchObject({ action: 'tag-subject', decisive: { rule: { name: 'mild' } } });
  });

  it('is the strongest of all matches', () => {
    const policy = enforcing({ name: 'mild', when: { kinds: ['url'] }, do: 'tag-subject' }, rejecting({}));
    const verdict = action(policy, { matches: [match, address, match] });
    expect(verdict).toMatchObject({ action: 'reject', decisive: { match: { fact: { where: 'client' } } } });
    expect(verdict.rulings.map(({ done }) => done)).toEqual(['tag-subject', 'reject', 'tag-subject']);
  });

  it('is no more than a header while the policy monitors, and says what it would be', () => {
    expect(action({ ...enforcing(rejecting({})), mode: 'monitor' })).toMatchObject({
      action: 'header',
      wanted: 'reject',
    });
  });

  it('is no more than a header where all sources behind it are monitored', () => {
    const monitored: Match = { ...match, assertions: [{ ...assertion, mode: 'monitor' }] };
    expect(action(enforcing(rejecting({})), { matches: [monitored] })).toMatchObject({
      action: 'header',
      wanted: 'reject',
    });
    const both: Match = { ...match, assertions: [...monitored.assertions, assertion] };
    expect(action(enforcing(rejecting({})), { matches: [both] }).action).toBe('reject');
  });

  it('does not lend the force of one source to a rule for another', () => {
    const other = { ...assertion, source: 'otx', mode: 'monitor' } as const;
    const both: Match = { ...match, assertions: [assertion, other] };
    expect(action(enforcing(rejecting({ sources: ['otx'] })), { matches: [both] }).action).toBe('header');
  });

  it('does not hold an unsure assertion to a least confidence', () => {
    const unsure: Match = { ...match, assertions: [{ ...assertion, confidence: null }] };
    expect(action(enforcing(rejecting({ confidence: 0 })), { matches: [unsure] }).action).toBe('log');
  });
});

describe('an exemption', () => {
  it.each([
    [
      'a value',
      match,
      { kind: 'value', value: url },
      { kind: 'value', value: { kind: 'url', value: 'https://x.example/' } },
    ],
    ['a listed network', address, { kind: 'value', value: address.listed }, { kind: 'value', value: url }],
    ['a network', address, { kind: 'network', network: '192.0.2.0/28' }, { kind: 'network', network: '192.0.2.8/29' }],
    ['the host of a URL', match, { kind: 'domain', name: 'bad.example.net' }, { kind: 'domain', name: 'example.net' }],
    [
      'a domain with all below',
      match,
      { kind: 'domain', name: '.example.net' },
      { kind: 'domain', name: '.d.example.net' },
    ],
    ['a sender', match, { kind: 'sender', pattern: '@news.example.com' }, { kind: 'sender', pattern: '@example.com' }],
    ['all recipients', match, { kind: 'recipient', pattern: '.org' }, { kind: 'recipient', pattern: '@example.org' }],
    ['a source', match, { kind: 'source', source: 'urlhaus' }, { kind: 'source', source: 'otx' }],
    ['a tag', match, { kind: 'tag', tag: 'phish' }, { kind: 'tag', tag: 'spam' }],
  ] satisfies [string, Match, Exempted, Exempted][])(
    'of %s lets pass what it names and nothing else',
    (_, each, what, other) => {
      const policy = enforcing(rejecting({}));
      expect(action(policy, { matches: [each], exemptions: [exempting(what)] })).toMatchObject({
        action: 'none',
        rulings: [{ exemption: { id: 'e1' } }],
      });
      expect(action(policy, { matches: [each], exemptions: [exempting(other)] }).action).toBe('reject');
    },
  );

  it('of a user holds for that user alone', () => {
    const options = { exemptions: [exempting({ kind: 'user', user: 'ann' })] };
    expect(action(enforcing(rejecting({})), { ...options, envelope: { ...envelope, user: 'ann' } }).action).toBe(
      'none',
    );
    expect(action(enforcing(rejecting({})), options).action).toBe('reject');
  });

  it('ends at its expiry', () => {
    const until = (at: number) => ({ exemptions: [exempting({ kind: 'value', value: url }, at)] });
    expect(action(enforcing(rejecting({})), until(1001)).action).toBe('none');
    expect(action(enforcing(rejecting({})), until(1000)).action).toBe('reject');
  });

  it('of one source leaves what another says', () => {
    const both: Match = { ...match, assertions: [assertion, { ...assertion, source: 'otx' }] };
    const options = { matches: [both], exemptions: [exempting({ kind: 'source', source: 'urlhaus' })] };
    expect(action(enforcing(rejecting({})), options).action).toBe('reject');
    expect(action(enforcing(rejecting({ sources: ['urlhaus'] })), options).action).toBe('log');
  });
});

it('never does more than was wanted, nor more than a header while it monitors', () => {
  const rule = fc.record({
    name: fc.string(),
    when: fc.record({ where: fc.subarray([...places]) }),
    do: fc.constantFrom(...actions),
  });
  const mode = fc.constantFrom('monitor' as const, 'enforce' as const);
  fc.assert(
    fc.property(fc.array(rule), mode, fc.array(fc.constantFrom(match, address)), (rules, policyMode, matches) => {
      const verdict = action({ mode: policyMode, rules, subjectTag: '' }, { matches });
      expect(strength(verdict.action)).toBeLessThanOrEqual(strength(verdict.wanted));
      if (policyMode === 'monitor') expect(strength(verdict.action)).toBeLessThanOrEqual(strength('header'));
    }),
  );
});

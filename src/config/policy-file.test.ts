import { describe, expect, it } from 'vitest';
import type { Exemption } from '../policy/exemption.ts';
import {
  exemptionOfWords,
  firstPolicy,
  formatExemptions,
  formatPolicy,
  parseExemptions,
  parsePolicy,
} from './policy-file.ts';

const policy = (text: string) => parsePolicy({ name: 'policy.yaml', text });
const exemptions = (text: string) => parseExemptions({ name: 'exemptions.yaml', text });
const bad = (start: string) =>
  expect.objectContaining({ code: 'config/file-bad', message: expect.stringContaining(start) });

describe('a policy file', () => {
  it('gives rules in their order', () => {
    const text = `
mode: enforce
rules:
  - name: executives
    when: { recipients: ['ceo@example.org', '.board.example.org'], confidence: 30 }
    do: redirect
    to: soc@example.org
  - { name: urls, when: { kinds: [url], where: [html, text], direction: inbound }, do: tag-subject }
`;
    expect(policy(text)).toEqual({
      mode: 'enforce',
      subjectTag: '[THREAT] ',
      rules: [
        {
          name: 'executives',
          when: { recipients: ['ceo@example.org', '.board.example.org'], confidence: 30 },
          do: 'redirect',
          to: 'soc@example.org',
        },
        { name: 'urls', when: { kinds: ['url'], where: ['html', 'text'], direction: 'inbound' }, do: 'tag-subject' },
      ],
    });
  });

  it('monitors where it is empty', () => {
    expect(policy('')).toEqual({ mode: 'monitor', subjectTag: '[THREAT] ', rules: [] });
  });

  it('is written as it is read', () => {
    expect(policy(formatPolicy(firstPolicy))).toEqual(firstPolicy);
  });

  it.each([
    ['rules: [{name: a, do: rejekt}]', '1:23: rules.0.do must be one of none, log'],
    ['rules: [{name: a, do: redirect}]', 'rules.0.to is missing'],
    ['rules: [{name: a, do: log}, {name: a, do: log}]', 'rules must be rules of different names'],
    ['rules: [{name: a, do: log, when: {kind: [url]}}]', 'there is no setting "kind"; did you mean kinds?'],
    ['rules: [{name: a b, do: log}]', 'rules.0.name'],
    ['subjectTag: "a\\nb"', 'subjectTag'],
  ])('%s is refused', (text, start) => {
    expect(() => policy(text)).toThrow(bad(start));
  });
});

describe('a file of exemptions', () => {
  const all: readonly Exemption[] = [
    { kind: 'value', value: { kind: 'url', value: 'https://a.example/' } },
    { kind: 'network', network: '192.0.2.0/24' },
    { kind: 'domain', name: '.example.net' },
    { kind: 'sender', pattern: '@example.net' },
    { kind: 'recipient', pattern: 'a@example.org' },
    { kind: 'source', source: 'urlhaus' },
    { kind: 'tag', tag: 'phish' },
    { kind: 'rule', rule: 'links' },
    { kind: 'user', user: 'ann' },
  ].map(
    (what, i) =>
      ({
        id: `e${i}`,
        what,
        owner: 'ann',
        reason: 'ticket 1',
        expiresAt: i === 0 ? null : 1_800_000_000_000,
      }) as Exemption,
  );

  it('is read as it is written, whatever is exempted', () => {
    expect(exemptions(formatExemptions(all))).toEqual(all);
    for (const none of ['', 'exemptions:\n', 'exemptions: []\n']) expect(exemptions(none)).toEqual([]);
  });

  it('takes defanged values', () => {
    expect(exemptions('exemptions: [{id: a, value: "hxxp://bad[.]example/x", owner: o, reason: r}]')[0]?.what).toEqual({
      kind: 'value',
      value: { kind: 'url', value: 'http://bad.example/x' },
    });
  });

  it.each([
    ['exemptions: [{id: a, owner: o, reason: r}]', 'exemptions.0 must be one of value, network'],
    ['exemptions: [{id: a, tag: x, user: y, owner: o, reason: r}]', 'exemptions.0 must be one of value, network'],
    ['exemptions: [{id: a, value: "not a value", owner: o, reason: r}]', 'exemptions.0.value must be an observable'],
    ['exemptions: [{id: a, network: 300.0.0.0/8, owner: o, reason: r}]', 'exemptions.0.network must be a network'],
    ['exemptions: [{id: a, tag: x, reason: r}]', 'exemptions.0.owner is missing'],
    ['exemptions: [{id: a, tag: x, owner: o, reason: r, expires: soon}]', 'exemptions.0.expires'],
  ])('%s is refused', (text, start) => {
    expect(() => exemptions(text)).toThrow(bad(start));
  });

  it('takes one exemption in words', () => {
    const words = { id: 'e', sender: '@example.net', owner: 'ann', reason: 'r', expires: null };
    expect(exemptionOfWords(words)).toMatchObject({ what: { kind: 'sender', pattern: '@example.net' } });
    expect(() => exemptionOfWords({ ...words, sender: 'nobody' })).toThrow(bad('exemptions.0.sender'));
  });
});

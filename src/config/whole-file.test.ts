import { describe, expect, it } from 'vitest';
import { inClear, publicSettings, type JsonObject } from './plain.ts';
import { parseSource } from './source-settings.ts';
import { clearPart, formatWhole, parseWhole, partOf, publicPart, sourceChanges } from './whole-file.ts';

const least = { url: 'https://feed.example/taxii/poll/', collection: 'c' };
const secret = { ...least, name: 'b', credentials: { kind: 'basic', user: 'me', password: 'sesame' } };
const current = [parseSource({ ...least, name: 'a' }), parseSource(secret)];
const clear = current.map(inClear);

const parse = (text: string) => parseWhole({ name: 'node.yaml', text }, '/data');
const changesOf = (text: string, now: readonly JsonObject[], prune = false) =>
  sourceChanges({ name: 'node.yaml', text }, parse(text), { current: now, prune });

describe('a whole configuration', () => {
  it('changes nothing where it was exported, with or without secrets', () => {
    for (const sources of [clear, current.map(publicSettings)])
      expect(changesOf(formatWhole({ sources, parts: {} }), clear, true)).toEqual([]);
  });

  it('makes another node the same, where secrets were exported too', () => {
    const text = formatWhole({ sources: clear, parts: {} });
    const made = changesOf(text, []);
    expect(made.map((change) => ('settings' in change ? change.settings : change))).toEqual(clear);
    expect(() => changesOf(formatWhole({ sources: current.map(publicSettings), parts: {} }), [])).toThrow(
      /node.yaml:\d+:\d+: source "b": credentials.password is a secret/,
    );
  });

  it('suspends and resumes sources', () => {
    const shown = clear.map((each) => (each['name'] === 'b' ? { ...each, suspended: true } : each));
    const text = formatWhole({ sources: shown, parts: {} });
    expect(changesOf(text, shown)).toEqual([]);
    expect(changesOf(text, clear)).toEqual([{ kind: 'edit', name: 'b', changes: {}, suspended: true }]);
    expect(changesOf(formatWhole({ sources: clear, parts: {} }), shown)).toEqual([
      { kind: 'edit', name: 'b', changes: {}, suspended: false },
    ]);
    expect(changesOf(text, []).map((change) => 'suspended' in change && change.suspended)).toEqual([false, true]);
    expect(() => changesOf(text.replace('suspended: true', 'suspended: 1'), [])).toThrow(/must be true or false/);
  });

  it('edits what differs and removes what is not named, where that is wanted', () => {
    const text =
      'feedgate: 1\nsources:\n  - { name: b, url: https://feed.example/x/, collection: c, credentials: { kind: basic, user: me, password: "***" } }\n';
    expect(changesOf(text, clear, true)).toEqual([
      { kind: 'edit', name: 'b', changes: { path: '/x/' }, suspended: null },
      { kind: 'remove', name: 'a' },
    ]);
    expect(changesOf(text, clear)).toHaveLength(1);
  });

  it.each([
    ['feedgate: 1\nsorces: []\n', /node.yaml:2:1:.*sources/],
    ['feedgate: 2\n', /node.yaml:1:11/],
    ['feedgate: 1\npolicy: { mode: enforced }\n', /node.yaml:2:17: mode must be one of/],
    ['feedgate: 1\npolicy:\n  # as ever\n  mode: monitor\n  rulez: []\n', /node.yaml:5:3: .*did you mean rules/],
    ['feedgate: 1\nexemptions:\n  - { id: 1, whose: me }\n', /node.yaml:3:\d+: /],
    ['feedgate: 1\nsettings:\n  gatway: {}\n', /node.yaml:3:3: .*did you mean gateway/],
    ['feedgate: 1\nx: &m enforced\n', /node.yaml:2:1/],
    [
      'feedgate: 1\nguards: { own: [&a "-bad-", *a], of: 1 }\n',
      /node.yaml \(guards\):\d+:\d+: there is no setting "of"/,
    ],
    ['feedgate: 1\nsources:\n  - { name: a }\n  - { name: a }\n', /node.yaml:4:\d+: there are two sources "a"/],
    [
      'feedgate: 1\nsources:\n  - { name: a, url: https://h.example/, colection: c }\n',
      /node.yaml:3:41: source "a": colection is no setting; did you mean collection/,
    ],
  ])('tells the place of a mistake: %j', (text, message) => {
    expect(() => changesOf(text, [])).toThrow(message);
  });

  it('holds the proxies, and their passwords where they are wanted alone', () => {
    const own = 'default: office\nprofiles:\n  office: { host: p.example, port: 1, user: me, password: sesame }\n';
    const value = partOf('proxies', own) ?? null;
    const shown = publicPart('proxies', value);
    const exported = formatWhole({ sources: [], parts: { proxies: shown } });
    expect(exported).not.toContain('sesame');
    const told = parse(exported).parts.proxies ?? null;
    expect(clearPart('proxies', told, value)).toEqual(value);
    expect(() => clearPart('proxies', told, undefined)).toThrow(/proxies.profiles.office.password is a secret/);
    expect(() => parse('feedgate: 1\nproxies: { profiles: { a: { host: p.example } } }\n')).toThrow(/port is missing/);
    expect(publicPart('proxies', { profiles: { a: { host: 'p.example', port: 1 } } })).toEqual({
      profiles: { a: { host: 'p.example', port: 1 } },
    });
  });

  it('holds what stands in files of its own', () => {
    expect(partOf('exemptions', 'exemptions: []\n')).toEqual([]);
    expect(partOf('policy', '')).toBeUndefined();
    expect(parse('feedgate: 1\npolicy: { mode: enforce }\n').parts).toEqual({ policy: { mode: 'enforce' } });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withExemption, withMode, withoutExemptions } from './policy-edit.ts';
import { firstPolicy, parseExemptions, parsePolicy } from './policy-file.ts';

const idsIn = (text: string) => parseExemptions({ name: 'e.yaml', text }).map(({ id }) => id);
const row = (id: string, reason = 'ours') => ({ id, domain: 'a.example', owner: 'kim', reason, expires: null });

describe('the mode', () => {
  it.each(['', '# only a comment\n', 'mode: enforce # for now\n', 'rules: []\n'])('is changed in %j', (text) => {
    const changed = withMode(text, 'enforce');
    expect(parsePolicy({ name: 'p.yaml', text: changed }).mode).toBe('enforce');
    for (const comment of text.match(/#.*/g) ?? []) expect(changed).toContain(comment);
  });

  it('brings the first policy where there was none', () => {
    expect(parsePolicy({ name: 'p.yaml', text: withMode('', 'monitor') })).toEqual(firstPolicy);
  });
});

describe('an exemption', () => {
  it.each([
    '',
    '# only a comment\n',
    'exemptions:\n',
    'exemptions: []\n',
    'exemptions:\n  # the first\n  - { id: a, tag: x, owner: o, reason: r } # why\n',
  ])('is added to %j, and taken away again', (text) => {
    const before = idsIn(text);
    const added = withExemption(text, row('new'));
    expect(idsIn(added)).toEqual([...before, 'new']);
    for (const comment of text.match(/#.*/g) ?? []) expect(added).toContain(comment);
    expect(idsIn(withoutExemptions(added, new Set(['new'])))).toEqual(before);
    expect(idsIn(withoutExemptions(text, new Set(['none'])))).toEqual(before);
  });

  it('is written so that it is read as it was given, whatever its reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (reason) => {
        const [read] = parseExemptions({ name: 'e.yaml', text: withExemption('', row('a', reason)) });
        expect(read?.reason).toBe(reason);
      }),
    );
  });
});

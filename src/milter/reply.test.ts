import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader } from './frame.ts';
import { demand, negotiate } from './negotiate.ts';
import { encodeChange, encodeVerdict, type Change } from './reply.ts';

const latin1 = new TextDecoder('latin1');

function spoken(change: Change): string[] {
  const reader = new FrameReader();
  return encodeChange(change)
    .flatMap((bytes) => reader.push(bytes))
    .map(({ command, data }) => String.fromCharCode(command) + latin1.decode(data));
}

describe('milter replies', () => {
  it.each([
    ['accept', 'a'],
    ['continue', 'c'],
    ['reject', 'r'],
    ['tempfail', 't'],
    ['discard', 'd'],
  ] as const)('%s is one letter', (kind, letter) => {
    expect(latin1.decode(encodeVerdict({ kind }))).toBe(`\0\0\0\x01${letter}`);
  });

  it('say a refusal in one line of ASCII, without what Sendmail would expand', () => {
    const reply = encodeVerdict({ kind: 'reply', code: 550, enhanced: '5.7.1', text: 'refused\r\n250 ok 100% 거부' });
    expect(latin1.decode(reply).slice(4)).toBe('y550 5.7.1 refused??250 ok 100? ??\0');
  });

  it('keep a folded header folded, and let nothing else break the line', () => {
    expect(spoken({ kind: 'add-header', name: 'X-Feed:gate\n', value: 'one;\r\n two;\nthree\rfour\0' })).toEqual([
      'hX-Feedgate\0one;\n two;\n\tthree four \0',
    ]);
  });

  it('number the header they insert or change', () => {
    expect(spoken({ kind: 'insert-header', index: 0, name: 'A', value: 'b' })).toEqual(['i\0\0\0\0A\0b\0']);
    expect(spoken({ kind: 'change-header', index: 2, name: 'A', value: '' })).toEqual(['m\0\0\0\x02A\0\0']);
  });

  it('hold a message, and add or take away a recipient', () => {
    expect(spoken({ kind: 'quarantine', reason: 'ref 01J' })).toEqual(['qref 01J\0']);
    expect(spoken({ kind: 'add-recipient', address: '<a@example.net>\0' })).toEqual(['+<a@example.net> \0']);
    expect(spoken({ kind: 'delete-recipient', address: '<a@example.net>' })).toEqual(['-<a@example.net>\0']);
  });

  it('send a body of any length whole, in pieces that every MTA takes', () => {
    fc.assert(
      fc.property(fc.nat(200_000), (length) => {
        const body = new Uint8Array(length).map((_, i) => i % 251);
        const reader = new FrameReader();
        const frames = encodeChange({ kind: 'replace-body', body }).flatMap((bytes) => reader.push(bytes));
        expect(frames.every(({ data }) => data.length <= 65_535)).toBe(true);
        expect(frames.reduce((sum, { data }) => sum + data.length, 0)).toBe(length);
      }),
      { numRuns: 20 },
    );
  });

  it('are refused where the MTA did not offer them', () => {
    const agreement = negotiate(
      { kind: 'negotiate', version: 6, actions: 1, steps: 0 },
      { actions: ['addHeaders', 'quarantine'], body: true, answers: 'end', macros: {} },
    );
    expect(() => demand(agreement, 'addHeaders')).not.toThrow();
    expect(() => demand(agreement, 'quarantine')).toThrow(
      expect.objectContaining({ code: 'milter/action-not-offered' }),
    );
  });
});

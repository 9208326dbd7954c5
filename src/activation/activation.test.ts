import { describe, expect, it } from 'vitest';
import { openActivation, type Activation } from './activation.ts';
import { etf, issueKey, newIssuer, readKey, type Statement } from './feature-key.ts';
import { gatesOf } from './gates.ts';
import { termsHash } from './terms.ts';

const place = { node: 'gw1', group: 'branch' };
const now = Date.parse('2026-11-22T10:00:00Z');
const { issuer, secret } = newIssuer();

const gates = (given: Partial<Activation>) => gatesOf({ ...openActivation, ...given }, place, now);
const closedBy = (given: Partial<Activation>) => gates(given).closed?.code ?? null;

const statement: Statement = {
  feature: etf,
  holder: 'Example AG',
  node: null,
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-01-01T00:00:00.000Z',
};
const key = (changes: Partial<Statement> = {}) => issueKey({ ...statement, ...changes }, secret);
const keyed = (...keys: readonly string[]): Partial<Activation> => ({
  activation: 'keyed',
  issuers: [issuer],
  cluster: { keys },
});

describe('the gates of a node', () => {
  it('are open where nobody has said anything', () => {
    const open = gates({});
    expect(open).toMatchObject({ enabled: { value: true, from: 'default' }, closed: null });
  });

  it.each([
    [{ cluster: { enabled: false } }, 'cluster', false],
    [{ cluster: { enabled: false }, groups: { branch: { enabled: true } } }, 'group', true],
    [{ cluster: { enabled: false }, groups: { other: { enabled: true } } }, 'cluster', false],
    [{ groups: { branch: { enabled: true } }, nodes: { gw1: { enabled: false } } }, 'node', false],
    [{ cluster: { enabled: true }, nodes: { gw2: { enabled: false } } }, 'cluster', true],
  ] as const)('go by the most specific level: %j', (given, from, value) => {
    expect(gates(given).enabled).toEqual({ value, from });
    expect(closedBy(given)).toBe(value ? null : 'gate/disabled');
  });

  it('do not take a word of every object for the name of a node', () => {
    expect(gatesOf(openActivation, { node: 'constructor', group: 'toString' }, now).closed).toBeNull();
  });

  it('ask for the terms as they are now, where they are required', () => {
    const accepted = { by: 'A. Kim', at: '2026-11-01T00:00:00Z', text: termsHash };
    expect(closedBy({ terms: 'required' })).toBe('gate/terms-not-accepted');
    expect(closedBy({ terms: 'required', cluster: { terms: accepted } })).toBeNull();
    expect(closedBy({ terms: 'required', cluster: { terms: { ...accepted, text: '0'.repeat(64) } } })).toBe(
      'gate/terms-not-accepted',
    );
  });

  it.each([
    ['none', [], 'gate/key-missing'],
    ['one that counts', [key()], null],
    ['one for this node', [key({ node: 'gw1' })], null],
    ['one for another node', [key({ node: 'gw2' })], 'gate/key-missing'],
    ['one for another feature', [key({ feature: 'other' })], 'gate/key-missing'],
    ['one that is over', [key({ until: '2026-11-22T10:00:00.000Z' })], 'gate/key-expired'],
    ['one that has not begun', [key({ from: '2026-11-22T10:00:01.000Z' })], 'gate/key-expired'],
    ['one of a stranger', [issueKey(statement, newIssuer().secret)], 'gate/key-invalid'],
    ['one that is over, and one that counts', [key({ until: '2026-02-01T00:00:00.000Z' }), key()], null],
  ])('want a feature key where keys are asked for: %s', (_what, keys, code) => {
    expect(closedBy(keyed(...keys))).toBe(code);
  });

  it('say for whom a key is that does not count, and which other level has one that would', () => {
    const cluster = { keys: [key({ node: 'gw2' })] };
    const groups = { other: { keys: [key({ node: 'gw3' })] }, third: { keys: [key()] } };
    const missing = (given: Partial<Activation>) => gates({ ...keyed(), ...given }).closed?.toJSON().evidence;
    expect(missing({ cluster })).toEqual({ node: 'gw1', keys: 1, keyFor: ['gw2'] });
    expect(missing({ cluster, groups })).toMatchObject({ keyLevel: 'group:third' });
    expect(missing({ nodes: { gw2: { keys: [key()] } } })).toMatchObject({ keys: 0, keyLevel: 'node:gw2' });
  });

  it('say what the reference product says, and precisely why', () => {
    const { closed } = gates({ nodes: { gw1: { enabled: false } } });
    expect(closed?.message).toBe(
      'The ETF service is either disabled or there is no valid feature key for the service.',
    );
    expect(closed?.toJSON()).toMatchObject({ stage: 'gate', retry: 'after-change', evidence: { level: 'node' } });
  });
});

describe('a feature key', () => {
  it('is read as it was issued', () => {
    expect(readKey(`  ${key()}\n`, [newIssuer().issuer, issuer])).toEqual(statement);
  });

  it.each([
    ['nothing', ''],
    ['another text', 'hello'],
    ['a piece', key().slice(0, -20)],
    ['more than a key', `${key()}.x`],
    ['a statement that was changed', key().replace(/\.([^.]+)\./, (_, text: string) => `.${text.slice(0, -2)}AA.`)],
  ])('is refused where it is %s', (_what, text) => {
    expect(() => readKey(text, [issuer])).toThrow(expect.objectContaining({ code: 'gate/key-invalid' }));
  });

  it('counts nowhere without an issuer that is trusted', () => {
    expect(() => readKey(key(), [])).toThrow(expect.objectContaining({ code: 'gate/key-invalid' }));
  });
});

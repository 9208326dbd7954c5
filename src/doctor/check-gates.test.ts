import { describe, expect, it } from 'vitest';
import { openActivation, type Activation } from '../activation/activation.ts';
import { etf, issueKey, newIssuer } from '../activation/feature-key.ts';
import { gatesOf } from '../activation/gates.ts';
import { judgeGates } from './check-gates.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const { issuer, secret } = newIssuer();

function judged(given: Partial<Activation>): (string | null)[] {
  const gates = gatesOf({ ...openActivation, ...given }, { node: 'gw1', group: 'default' }, now);
  return judgeGates({ gates, now }).map(({ grade, code }) => (code === null ? grade : `${grade} ${code}`));
}

function keyed(until: string): Partial<Activation> {
  const statement = { feature: etf, holder: 'x', node: null, from: '2020-01-01T00:00:00.000Z', until };
  return { activation: 'keyed', issuers: [issuer], cluster: { keys: [issueKey(statement, secret)] } };
}

describe('the check of the gates', () => {
  it.each([
    ['open', {}, 'ok'],
    ['switched off', { nodes: { gw1: { enabled: false } } }, 'problem gate/disabled'],
    ['with a key that lasts', keyed('2027-11-22T10:00:00.000Z'), 'ok'],
    ['with a key that ends this month', keyed('2026-12-10T10:00:00.000Z'), 'warning gate/key-expires'],
    ['with a key that is over', keyed('2026-11-01T10:00:00.000Z'), 'problem gate/key-expired'],
  ] as const)('tells of a service that is %s', (_what, given, told) => {
    expect(judged(given)).toEqual([told]);
  });
});

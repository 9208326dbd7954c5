import { expect, it } from 'vitest';
import { failed } from '../../test/fakes/probing.ts';
import { decideResolver, type ResolverSeen } from './decide-dns.ts';

const answered = { kind: 'answered', rcode: 0, truncated: false } as const;
const silent = { kind: 'silent' } as const;
const nowhere = { kind: 'failed', error: 'ENETUNREACH' } as const;
const closed = { kind: 'failed', error: 'ECONNREFUSED' } as const;

it.each<[string, readonly ResolverSeen[], string, string]>([
  ['dns/timeout', [], 'dns/timeout', 'likely'],
  ['dns/timeout', [{ udp: answered, tcp: 'open' }], 'dns/timeout', 'certain'],
  ['dns/timeout', [{ udp: silent, tcp: 'open' }], 'dns/timeout', 'certain'],
  ['dns/timeout', [{ udp: silent, tcp: 'refused' }], 'dns/timeout', 'certain'],
  ['dns/timeout', [{ udp: silent, tcp: 'silent' }], 'dns/resolver-unreachable', 'likely'],
  ['dns/timeout', [{ udp: silent, tcp: 'unreachable' }], 'dns/resolver-unreachable', 'certain'],
  ['dns/timeout', [{ udp: { kind: 'mismatched' }, tcp: 'open' }], 'dns/bad-answer', 'likely'],
  ['dns/resolver-down', [{ udp: closed, tcp: 'refused' }], 'dns/resolver-down', 'certain'],
  ['dns/resolver-down', [{ udp: nowhere, tcp: 'unreachable' }], 'dns/resolver-unreachable', 'certain'],
  ['dns/resolver-down', [{ udp: { ...answered, truncated: true }, tcp: 'refused' }], 'dns/tcp-blocked', 'certain'],
  ['dns/timeout', [{ udp: { ...answered, truncated: true }, tcp: 'open' }], 'dns/timeout', 'certain'],
  [
    'dns/timeout',
    [
      { udp: nowhere, tcp: 'unreachable' },
      { udp: answered, tcp: 'open' },
    ],
    'dns/timeout',
    'certain',
  ],
])('%s with %j is %s', (code, seen, found, certainty) => {
  expect(decideResolver(failed(code as 'dns/timeout'), seen)).toMatchObject({ code: found, certainty });
});

import { expect, it } from 'vitest';
import { Secret } from '../base/secret.ts';
import type { Credential } from '../feed/credentials.ts';
import { noProof, proofOf } from './proof.ts';

const key = { kind: 'query', name: 'key', value: new Secret('k 1') } as const;

it.each<[Credential, string, string]>([
  [{ kind: 'basic', user: 'user', password: new Secret('') }, 'Authorization', 'Basic dXNlcjo='],
  [{ kind: 'basic', user: '사용자', password: new Secret('p:w') }, 'Authorization', 'Basic 7IKs7Jqp7J6QOnA6dw=='],
  [{ kind: 'bearer', token: new Secret('t') }, 'Authorization', 'Bearer t'],
  [{ kind: 'header', name: 'Auth-Key', value: new Secret('k') }, 'Auth-Key', 'k'],
])('%j is a header', (way, name, value) => {
  expect(proofOf(way)).toEqual({ headers: [[name, value]], query: [] });
});
it('is nothing for an anonymous source', () => {
  expect(proofOf({ kind: 'none' })).toEqual(noProof);
});
it('is everything at once where there are several ways', () => {
  const header = { kind: 'header', name: 'X-Client', value: new Secret('c') } as const;
  const { headers, query } = proofOf({
    kind: 'several',
    of: [header, key, { kind: 'bearer', token: new Secret('t') }],
  });
  expect(headers).toEqual([
    ['X-Client', 'c'],
    ['Authorization', 'Bearer t'],
  ]);
  expect(query.map(([name, value]) => [name, value.reveal()])).toEqual([['key', 'k 1']]);
  expect(JSON.stringify(query)).not.toContain('k 1');
});

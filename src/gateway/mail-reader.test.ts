import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import type { Observable } from '../observable/observable.ts';
import type { Mail } from './inspection.ts';
import { mailReader } from './mail-reader.ts';

const reader = mailReader({ trustedNetworks: ['192.0.2.0/24'] }, new ManualClock());
const { signal } = new AbortController();
const mail = (message: string | null, more: Partial<Mail> = {}): Mail => ({
  front: 'milter',
  client: '198.51.100.7',
  helo: null,
  user: null,
  sender: null,
  recipients: [],
  message: message === null ? null : Buffer.from(message.replaceAll('\n', '\r\n')),
  truncated: false,
  queueId: null,
  ...more,
});
const valuesOf = async (of: Mail) =>
  (await reader.facts(of, signal)).facts.map(({ observable, where }) => `${where} ${observable.value}`);
const rewrite = (of: Mail, observable: Observable, how: 'defang-url' | 'strip-attachment') =>
  reader.rewrite(of, {
    matches: [{ fact: { observable, where: 'text', note: null }, listed: observable, assertions: [] }],
    how,
    reference: 'REF1',
    signal,
  });

describe('the reader of mails', () => {
  it('joins what the envelope and the message show', async () => {
    expect(await valuesOf(mail('\nhttps://a.example/x'))).toEqual([
      'client 198.51.100.7',
      'text https://a.example/x',
      'text a.example',
    ]);
    expect(await valuesOf(mail(null))).toEqual(['client 198.51.100.7']);
  });

  it('believes the Received fields of our own servers alone', async () => {
    const message = 'Received: from a ([203.0.113.9]) by b; c\n\n';
    expect(await valuesOf(mail(message))).not.toContain('received 203.0.113.9');
    expect(await valuesOf(mail(message, { client: '192.0.2.1' }))).toContain('received 203.0.113.9');
    expect(await valuesOf(mail(message, { client: null })), 'handed over by our own').toContain('received 203.0.113.9');
  });

  it('rewrites bodies, with the headers that go with them', async () => {
    const url: Observable = { kind: 'url', value: 'https://a.example/x' };
    const defanged = await rewrite(mail('\nhttps://a.example/x\n'), url, 'defang-url');
    expect(Buffer.from(defanged.body ?? []).toString()).toBe('hxxps://a[.]example/x\r\n');
    const hash: Observable = { kind: 'sha256', value: createHash('sha256').update('MZ').digest('hex') };
    const stripped = await rewrite(mail('Content-Type: application/x\n\nMZ'), hash, 'strip-attachment');
    expect(stripped.headers.map(({ name }) => name)).toContain('Content-Type');
    expect(await rewrite(mail(null), url, 'defang-url')).toEqual({ body: null, headers: [], reservations: [] });
  });
});

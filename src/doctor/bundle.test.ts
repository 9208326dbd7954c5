import { describe, expect, it } from 'vitest';
import { failureRecord, now, resultOf } from '../../test/fakes/doctoring.ts';
import { pollReport } from '../../test/fakes/fake-service.ts';
import { ok, problem } from './check.ts';
import { bundleOf, type BundledSource, type BundleParts } from './bundle.ts';
import { reportOf } from './report.ts';
import { alike } from './words.ts';

/** A word that no bundle may hold, planted wherever a secret or a peer's text can stand. */
let planted: string[] = [];
function canary(where: string): string {
  const word = `CANARY-${where}-7f3a`;
  planted.push(word);
  return word;
}

function source(): BundledSource {
  return {
    state: 'failing',
    listings: 12,
    failures: 3,
    failure: failureRecord({
      message: `the server answered "${canary('message')}"`,
      evidence: {
        status: 401,
        url: `https://${canary('userinfo')}@taxii.example.net/poll?key=${canary('query')}`,
        elapsed: { dns: 4, tcp: 31, [canary('name')]: 5 },
        headers: { 'www-authenticate': canary('challenge') },
        begins: canary('body'),
        error: canary('error'),
      },
    }),
    lastAttempt: '2026-11-22T09:50:00.000Z',
    lastSuccess: null,
    lastNewData: null,
    nextDue: '2026-11-22T10:50:00.000Z',
    cursor: canary('cursor'),
    settings: {
      name: 'phish',
      kind: 'taxii1',
      host: 'taxii.example.net',
      port: 443,
      https: true,
      path: `/feeds/${canary('path')}/poll/?key=${canary('path-query')}`,
      collection: canary('collection'),
      subscription: canary('subscription'),
      credentials: {
        kind: 'basic',
        user: canary('user'),
        password: canary('password'),
        name: canary('header-name'),
        value: canary('header'),
        token: canary('token'),
      },
      clientCertificate: {
        certificate: canary('certificate'),
        key: canary('key'),
        passphrase: canary('passphrase'),
      },
      proxy: {
        kind: 'http',
        host: 'proxy.example.net',
        port: 3128,
        user: canary('proxy-user'),
        password: canary('proxy-password'),
        noProxy: [canary('no-proxy')],
      },
      ca: canary('ca'),
      pin: canary('pin'),
      tags: [canary('tag')],
      interval: { kind: 'every', ms: 3_600_000, expression: canary('cron') },
      age: 2_592_000_000,
      segment: 'auto',
      timeouts: { connect: 10_000, secret: canary('timeout') },
      unheardOf: canary('new-setting'),
    },
  };
}

function parts(): BundleParts {
  planted = [];
  const results = [
    resultOf(
      problem('http/401', alike(canary('says')), {
        subject: 'phish',
        message: canary('result-message'),
        evidence: { status: 401, freeBytes: 4, answer: canary('answer'), chain: [canary('chain')] },
      }),
    ),
    resultOf(ok(alike('fine'), { evidence: { node: '24.21.0', limit: 65_536, limitBytes: null } })),
  ];
  const poll = pollReport({
    state: 'failed',
    failure: failureRecord({ message: canary('poll-message') }),
    attempts: [{ at: '2026-11-22T09:59:00.000Z', failure: failureRecord({ message: canary('attempt') }) }],
    warnings: [{ code: 'tcp/v6-broken', message: canary('warning') }],
    refusals: [{ kind: 'url', text: canary('refused-value'), rule: 'control-character' }],
    skipped: [{ reason: canary('skipped'), count: 2 }],
  });
  const event = {
    level: 'info',
    time: '2026-11-22T09:59:00.000Z',
    event: 'poll.attempt-failed',
    text: canary('log-text'),
    code: 'http/401',
    source: 'phish',
    fields: { mode: 'full', host: canary('log-host'), evidence: { status: 401, body: canary('log-evidence') } },
  };
  return {
    report: reportOf(results, { feedgate: '1.0.0', at: now, ms: 12 }, 'en'),
    results,
    sources: [source()],
    polls: [poll],
    log: [JSON.stringify(event), 'no JSON', `"${canary('log-string')}"`],
    missing: [],
  };
}

describe('a bundle', () => {
  it('holds no secret, no user, no path, and no word of a peer, however it is written', () => {
    const text = JSON.stringify(bundleOf(parts()));
    expect(planted.length).toBeGreaterThan(35);
    for (const word of planted) {
      for (const form of [word, Buffer.from(word).toString('base64').slice(0, -4), encodeURIComponent(word)]) {
        expect(text, word).not.toContain(form);
      }
    }
    expect(text).not.toContain('7f3a');
  });
  it('holds what a support asks for first', () => {
    const { doctor, sources, polls, log } = bundleOf(parts()) as Record<string, never>;
    expect(doctor).toMatchObject({
      state: 'problem',
      checks: [
        { check: 'test', subject: 'phish', state: 'problem', code: 'http/401', seen: { status: 401, freeBytes: 4 } },
        { seen: { node: '24.21.0', limit: 65_536 } },
      ],
    });
    expect(sources).toMatchObject([
      {
        state: 'failing',
        failures: 3,
        settings: {
          name: 'phish',
          host: 'taxii.example.net',
          path: { segments: 3, endsWithSlash: true, query: true },
          credentials: { kind: 'basic' },
          clientCertificate: true,
          proxy: { kind: 'http', host: 'proxy.example.net', port: 3128, login: true },
          interval: { kind: 'every', ms: 3_600_000 },
        },
        failure: { code: 'http/401', seen: { status: 401, elapsed: { dns: 4, tcp: 31 } } },
      },
    ]);
    expect(polls).toMatchObject([
      { state: 'failed', parts: 13, segments: { done: 1 }, attempts: [{ code: 'http/401' }] },
    ]);
    expect(log).toEqual([
      {
        level: 'info',
        time: '2026-11-22T09:59:00.000Z',
        event: 'poll.attempt-failed',
        code: 'http/401',
        source: 'phish',
        mode: 'full',
        seen: { status: 401 },
      },
    ]);
  });
  it('survives whatever stands in the log', () => {
    const log = [
      '{',
      '[]',
      'null',
      '7',
      '{"fields":7}',
      '{"time":{"a":1},"level":"x y"}',
      '{"__proto__":{"level":"x"}}',
    ];
    expect(bundleOf({ ...parts(), log })['log']).toEqual([]);
  });
});

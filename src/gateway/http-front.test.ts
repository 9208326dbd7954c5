import { writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { at, layerOf, listing } from '../../test/fakes/match-listings.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { MatchIndex } from '../match/match-index.ts';
import { envelopeReader } from './envelope-reader.ts';
import { serveHttp } from './http-front.ts';
import type { Action, Policy } from '../policy/rule.ts';
import { IndexInspector, type MailReader } from './inspector.ts';
import { listen } from './listen.ts';
import { Settler } from './settle.ts';

const long = { expiresAt: at + 1e9 };
const listings = [
  listing(1, 'ip', '192.0.2.7', long),
  listing(2, 'network', '198.51.100.0/24', long),
  listing(3, 'domain', 'bad.example.com', long),
  listing(4, 'url', 'https://bad.example.net/a', long),
  listing(5, 'domain', 'gone.example.com'),
];

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Options {
  readonly empty?: boolean;
  readonly token?: string;
  readonly reader?: MailReader;
  /** What a rule that fits every match does, where there is one. */
  readonly does?: Action;
}

async function front(options: Options = {}) {
  const index = options.empty === true ? null : new MatchIndex(await layerOf(listings));
  const clock = new ManualClock(at + 5000);
  const exempt = { kind: 'value', value: { kind: 'ip', value: '192.0.2.7' } } as const;
  const exemption = { id: 'e', what: exempt, owner: 'o', reason: 'r', expiresAt: null };
  const policy: Policy =
    options.does === undefined
      ? { mode: 'monitor', rules: [], subjectTag: '' }
      : { mode: 'enforce', rules: [{ name: 'r', when: {}, do: options.does }], subjectTag: '' };
  const inspector = new IndexInspector({
    index: () => index,
    rules: () => ({ policy, exemptions: [exemption] }),
    reader: options.reader ?? envelopeReader,
    direction: () => 'inbound',
    clock,
    random: () => 0,
  });
  const settler = new Settler({ inspector, clock, random: () => 0, failMode: 'tag', undecided: () => undefined });
  const directory = tempDirectory();
  const tokenFile = options.token === undefined ? null : join(directory, 'token');
  if (tokenFile !== null) writeFileSync(tokenFile, `${options.token}\n`);
  const counted: number[] = [];
  const fetched: string[] = [];
  const serve = await serveHttp({
    settler,
    inspector,
    index: () => index,
    clock,
    node: 'gw1',
    messageBytes: 2000,
    tokenFile,
    metrics: () => 'feedgate_up 1\n',
    counted: (ms, map) => {
      counted.push(ms);
      if (map !== undefined) fetched.push(map);
    },
  });
  const path = join(directory, 'http.sock');
  const address = { kind: 'unix', path, mode: 0o600 } as const;
  const listener = await listen({ address, serve, failed: () => undefined });
  onTestFinished(() => listener.close());
  const ask = (method: string, url: string, body = '', headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request({ socketPath: path, method, path: url, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      });
      asked.once('error', reject);
      asked.end(body);
    });
  return { path, ask, fetched };
}

describe('the HTTP front', () => {
  it('tells a verdict about a message and its envelope', async () => {
    const { ask } = await front();
    const headers = { 'X-Feedgate-Client': '198.51.100.9', 'X-Feedgate-Sender': '<A@bad.example.com>' };
    const { status, body } = await ask('POST', '/v1/scan', 'Subject: x\r\n\r\nhello', headers);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      verdict: 'match',
      action: 'log',
      mode: 'monitor',
      matches: [
        { kind: 'network', value: '198.51.100.0/24', shown: '198.51.100.9', where: 'client', exemption: null },
        { kind: 'domain', value: 'bad.example.com', where: 'envelope-from' },
      ],
      headers: [{ name: 'X-Feedgate-Result' }, {}, {}],
      body: null,
      bodyHeaders: [],
    });
  });
  it('answers the body that was rewritten', async () => {
    const rewritten = { body: Buffer.from('safe'), headers: [{ name: 'Content-Type', value: null }], reservations: [] };
    const reader = { ...envelopeReader, rewrite: async () => rewritten };
    const { ask } = await front({ reader, does: 'defang-url' });
    const { body } = await ask('POST', '/v1/scan', 'Subject: x\r\n\r\nhello', { 'X-Feedgate-Client': '198.51.100.9' });
    expect(JSON.parse(body)).toMatchObject({
      action: 'defang-url',
      body: Buffer.from('safe').toString('base64'),
      bodyHeaders: [{ name: 'Content-Type', value: null }],
    });
  });
  it('looks values up by the array or by the line, and tells what is none', async () => {
    const { ask } = await front();
    const values = ['bad.example.com', 'good.example.com', '198.51.100.3', 'hxxps://bad[.]example[.]net/a', 'no value'];
    for (const body of [JSON.stringify(values), values.join('\n'), `${values.join('\n')}\n`]) {
      const answer = JSON.parse((await ask('POST', '/v1/lookup', body)).body);
      expect(answer).toEqual({
        count: 5,
        generation: 7,
        listed: [
          { at: 0, kind: 'domain', value: 'bad.example.com', sources: ['registrable'] },
          { at: 2, kind: 'network', value: '198.51.100.0/24', sources: ['registrable'] },
          { at: 3, kind: 'url', value: 'https://bad.example.net/a', sources: ['registrable'] },
        ],
        refused: [{ at: 4, rule: 'character' }],
      });
    }
  });
  it('leaves out what is exempted', async () => {
    const { ask } = await front();
    expect(JSON.parse((await ask('POST', '/v1/lookup', '192.0.2.7')).body).listed).toEqual([]);
    expect((await ask('GET', '/v1/map/ip')).body).toBe('198.51.100.0/24\n');
  });
  it('serves what is in force as maps, the test value first, and says when nothing has changed', async () => {
    const { ask, fetched } = await front();
    const { status, headers, body } = await ask('GET', '/v1/map/domain');
    expect([status, body]).toEqual([200, 'feedgate-test.invalid\nbad.example.com\n']);
    const again = await ask('GET', '/v1/map/domain', '', { 'If-None-Match': headers.etag ?? '' });
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await ask('HEAD', '/v1/map/url')).body).toBe('');
    expect(fetched, 'which is told').toEqual(['domain', 'domain', 'url']);
  });
  it('lives without an index, and is not ready', async () => {
    const { ask } = await front({ empty: true });
    expect((await ask('GET', '/health/live')).status).toBe(200);
    for (const [method, url] of [
      ['GET', '/health/ready'],
      ['GET', '/v1/map/ip'],
      ['POST', '/v1/lookup'],
    ] as const)
      expect((await ask(method, url)).status).toBe(503);
    expect(JSON.parse((await ask('POST', '/v1/scan')).body)).toMatchObject({
      verdict: 'undecided',
      action: 'tag',
      code: 'match/missing',
    });
  });
  it('asks for its token, and lets everybody see that it lives', async () => {
    const { ask } = await front({ token: 'sesame' });
    expect((await ask('GET', '/metrics')).status).toBe(401);
    expect((await ask('GET', '/metrics', '', { Authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask('GET', '/metrics', '', { Authorization: 'Bearer sesame' })).body).toBe('feedgate_up 1\n');
    expect((await ask('GET', '/health/live')).status).toBe(200);
  });
  it.each([
    ['GET', '/', '', 404],
    ['GET', '/v1/map/constructor', '', 404],
    ['GET', '/v1/scan', '', 405],
    ['POST', '/v1/map/ip', '', 405],
    ['POST', '/v1/lookup', '["a", 1]', 400],
    ['POST', '/v1/lookup', '["a"', 400],
    ['POST', '/v1/scan', 'x'.repeat(2001), 413],
  ])('answers %s %s with what is wrong', async (method, url, body, status) => {
    const { ask } = await front();
    const answer = await ask(method, url, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'gateway/bad-request' } });
  });
  it('refuses a client that is no address', async () => {
    const { ask } = await front();
    expect((await ask('POST', '/v1/scan', '', { 'X-Feedgate-Client': 'x' })).status).toBe(400);
  });
  it('outlives what is no HTTP', async () => {
    const { path, ask } = await front();
    const socket = connect(path);
    socket.on('error', () => undefined);
    socket.end('\x16\x03\x01 not http\r\n\r\n');
    let heard = '';
    for await (const piece of socket.setEncoding('latin1')) heard += String(piece);
    expect(heard).toContain('400 Bad Request');
    expect((await ask('GET', '/health/ready')).status).toBe(200);
  });
});

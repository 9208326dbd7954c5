import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { seededRandom } from '../../test/fakes/seeded-random.ts';
import { startLab, type Lab, type LabOptions } from './lab.ts';
import { practiceSubscription } from './samples.ts';
import {
  attribute,
  call,
  fulfil,
  occurrences,
  poll10,
  poll11,
  simple,
  talk,
  taxiiHeaders,
  type Heard,
} from './testing.ts';

let lab: Lab | undefined;
let clock = new ManualClock();

afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

async function open(options: Partial<LabOptions> = {}): Promise<number> {
  clock = new ManualClock();
  lab = await startLab({ clock, random: seededRandom(1), ...options });
  return lab.port;
}

const text = (heard: Heard): string => heard.body.toString();
const poll = async (port: number, body: string): Promise<string> => text(await call(port, { body }));
const labels = (answer: string): string[] =>
  [...answer.matchAll(/<taxii\w*:Timestamp_Label>([^<]+)</g)].map(([, label = '']) => label);

describe('the practice server', () => {
  it('tells what services there are, in the version it is asked in', async () => {
    const port = await open();
    const now = await call(port, { path: '/taxii-discovery-service', body: simple('Discovery_Request') });
    expect(now.status).toBe(200);
    expect(now.headers['x-taxii-content-type']).toBe('urn:taxii.mitre.org:message:xml:1.1');
    expect(text(now)).toContain(`<taxii_11:Address>http://127.0.0.1:${port}/taxii/poll/</taxii_11:Address>`);
    const then = await call(port, {
      path: '/taxii-discovery-service/',
      headers: taxiiHeaders('1.0'),
      body: simple('Discovery_Request', '1.0'),
    });
    expect(attribute(text(then), 'in_response_to')).toBe('3');
    expect(text(then)).toContain('service_type="FEED_MANAGEMENT"');
  });

  it('lists its collections, as feeds to TAXII 1.0', async () => {
    const port = await open();
    const path = '/taxii/collections/';
    const now = text(await call(port, { path, body: simple('Collection_Information_Request') }));
    expect(now).toContain('collection_name="practice.set" collection_type="DATA_SET" available="true"');
    expect(now).toContain('collection_name="practice.closed" collection_type="DATA_FEED" available="false"');
    expect(now).toContain('<taxii_11:Content_Binding binding_id="urn:stix.mitre.org:xml:1.1.1"/>');
    const then = text(
      await call(port, { path, headers: taxiiHeaders('1.0'), body: simple('Feed_Information_Request', '1.0') }),
    );
    expect(then).toContain('<taxii:Feed feed_name="practice.phishing" available="true">');
    expect(then).toContain('<taxii:Content_Binding>urn:stix.mitre.org:xml:1.2</taxii:Content_Binding>');
  });

  it('answers a poll in parts of 100 blocks until there are no more', async () => {
    const port = await open();
    const first = await poll(port, poll11('practice.phishing'));
    expect(attribute(first, 'more')).toBe('true');
    expect(first).toContain('<taxii_11:Record_Count partial_count="false">320</taxii_11:Record_Count>');
    const id = attribute(first, 'result_id') ?? '';
    const counts = [occurrences(first, '<taxii_11:Content_Block>')];
    let answer = first;
    for (let part = 2; attribute(answer, 'more') === 'true'; part += 1) {
      answer = await poll(port, fulfil('practice.phishing', id, part));
      expect(attribute(answer, 'result_part_number')).toBe(String(part));
      counts.push(occurrences(answer, '<taxii_11:Content_Block>'));
    }
    expect(counts).toEqual([100, 100, 100, 20]);
    expect(await poll(port, fulfil('practice.phishing', id, 5))).toContain('name="MAX_PART_NUMBER">4<');
    expect(await poll(port, fulfil('practice.phishing', 'forgotten', 2))).toContain('status_type="NOT_FOUND"');
  });

  it('gives labels later than the begin and not later than the end, to the microsecond', async () => {
    const port = await open();
    const all = labels(await poll(port, poll11('practice.botnet')));
    const [begin = '', second = '', end = ''] = all;
    expect(begin).toMatch(/\.\d{6}Z$/);
    expect(labels(await poll(port, poll11('practice.botnet', { begin, end })))).toEqual([second, end]);
    expect(labels(await poll(port, poll11('practice.botnet', { begin, end: begin })))).toEqual([]);
    const late = await poll(port, poll11('practice.botnet', { end: '2030-01-01T00:00:00Z' }));
    expect(late).toContain('Inclusive_End_Timestamp>2026-11-22T10:00:00.000000Z<');
  });

  it('sends everything at once to TAXII 1.0, which has no parts', async () => {
    const port = await open();
    const answer = text(await call(port, { headers: taxiiHeaders('1.0'), body: poll10('practice.phishing') }));
    expect(occurrences(answer, '<taxii:Content_Block>')).toBe(320);
    expect(attribute(answer, 'more')).toBeUndefined();
    expect(attribute(answer, 'feed_name')).toBe('practice.phishing');
  });

  it('counts without sending', async () => {
    const port = await open();
    const inner = '<t:Poll_Parameters><t:Response_Type>COUNT_ONLY</t:Response_Type></t:Poll_Parameters>';
    const answer = await poll(port, poll11('practice.phishing', {}, inner));
    expect(answer).toContain('>320</taxii_11:Record_Count>');
    expect(answer).not.toContain('Content_Block');
    expect(attribute(answer, 'more')).toBe('false');
  });

  it('filters by content binding, and names what it has where it has not what is wanted', async () => {
    const port = await open();
    const of = (binding: string): string =>
      poll11(
        'practice.mixed',
        {},
        `<t:Poll_Parameters><t:Content_Binding binding_id="${binding}"/></t:Poll_Parameters>`,
      );
    const answer = await poll(port, of('urn:stix.mitre.org:xml:1.0'));
    expect(new Set(answer.match(/binding_id="[^"]*"/g))).toEqual(new Set(['binding_id="urn:stix.mitre.org:xml:1.0"']));
    expect(await poll(port, of('urn:example:other'))).toMatch(/UNSUPPORTED_CONTENT[\s\S]*SUPPORTED_CONTENT">urn:stix/);
  });

  it('gives a data set whole and without time', async () => {
    const port = await open();
    const answer = await poll(
      port,
      poll11('practice.set', { begin: '2026-11-22T09:00:00Z', end: '2026-11-22T09:30:00Z' }),
    );
    expect(occurrences(answer, '<taxii_11:Content_Block>')).toBe(20);
    expect(answer).not.toMatch(/Exclusive_Begin|Inclusive_End/);
  });

  it('has a collection for subscribers', async () => {
    const port = await open();
    const with_ = (id: string): string =>
      poll11('practice.members', {}, `<t:Subscription_ID>${id}</t:Subscription_ID>`);
    expect(await poll(port, poll11('practice.members'))).toMatch(/DENIED"[\s\S]*Subscription id is required/);
    expect(await poll(port, with_('other'))).toMatch(/NOT_FOUND"[\s\S]*ITEM">other</);
    const answer = await poll(port, with_(practiceSubscription));
    expect(answer).toContain(`<taxii_11:Subscription_ID>${practiceSubscription}</taxii_11:Subscription_ID>`);
    expect(occurrences(answer, '<taxii_11:Content_Block>')).toBe(20);
  });

  it('has a collection whose result is ready two seconds later', async () => {
    const port = await open();
    expect(await poll(port, poll11('practice.later'))).toMatch(/FAILURE"[\s\S]*allow_asynch set to false/);
    const inner = '<t:Poll_Parameters allow_asynch="true"/>';
    const promise = await poll(port, poll11('practice.later', {}, inner));
    expect(promise).toMatch(/PENDING"[\s\S]*ESTIMATED_WAIT">2<[\s\S]*WILL_PUSH">false</);
    const id = /RESULT_ID">(\d+)</.exec(promise)?.[1] ?? '';
    await clock.advance(1500);
    expect(await poll(port, fulfil('practice.later', id, 1))).toMatch(/PENDING"[\s\S]*ESTIMATED_WAIT">1</);
    await clock.advance(500);
    expect(occurrences(await poll(port, fulfil('practice.later', id, 1)), '<taxii_11:Content_Block>')).toBe(20);
  });

  it.each([
    [
      'an unknown collection',
      poll11('nosuch'),
      /NOT_FOUND"[\s\S]*ITEM">nosuch<[\s\S]*Requested collection was not found/,
    ],
    ['a closed collection', poll11('practice.closed'), /FAILURE"[\s\S]*The collection is not available/],
    ['an empty collection', poll11('practice.empty'), /more="false"[\s\S]*>0<\/taxii_11:Record_Count>/],
    [
      'a window that ends before it begins',
      poll11('practice.mixed', { begin: '2026-11-02T00:00:00Z', end: '2026-11-01T00:00:00Z' }),
      /FAILURE/,
    ],
    [
      'a label without a zone',
      poll11('practice.mixed', { begin: '2026-11-02T00:00:00' }),
      /BAD_MESSAGE"[\s\S]*time zone/,
    ],
    ['neither parameters nor subscription', poll11('practice.mixed', {}, ''), /BAD_MESSAGE/],
    [
      'a query',
      poll11('practice.mixed', {}, '<t:Poll_Parameters><t:Query format_id="x"/></t:Poll_Parameters>'),
      /UNSUPPORTED_QUERY/,
    ],
    [
      'elements out of order',
      poll11('practice.mixed', {}, '<t:Poll_Parameters/><t:Inclusive_End_Timestamp/>'),
      /BAD_MESSAGE/,
    ],
    [
      'a message of another service',
      simple('Discovery_Request'),
      /FAILURE"[\s\S]*Message not supported by this service/,
    ],
    ['a message it does not know', simple('Inbox_Message'), /FAILURE/],
    ['no XML', 'hello', /BAD_MESSAGE" *>|BAD_MESSAGE"/],
  ])('answers %s with a Status_Message or an empty response, on HTTP 200', async (_, body, expected) => {
    const port = await open();
    const heard = await call(port, { body });
    expect(heard.status).toBe(200);
    expect(text(heard)).toMatch(expected);
  });

  it('demands the headers of TAXII', async () => {
    const port = await open();
    const body = poll11('practice.mixed');
    const { 'x-taxii-services': _, ...lacking } = taxiiHeaders();
    expect(text(await call(port, { headers: lacking, body }))).toContain('Header X-TAXII-Services was not specified');
    const strange = { ...taxiiHeaders(), 'x-taxii-content-type': 'urn:x' };
    expect(text(await call(port, { headers: strange, body }))).toContain(
      'Header X-TAXII-Content-Type was not recognized',
    );
    const older = await call(port, { headers: taxiiHeaders('1.0'), body });
    expect(text(older)).toMatch(/^<taxii:Status_Message .* in_response_to="0" status_type="BAD_MESSAGE"/);
  });

  it('answers what is no poll as a web server does', async () => {
    const port = await open();
    expect(await call(port, { path: '/taxii/poll', body: poll11('practice.mixed') })).toMatchObject({ status: 404 });
    expect(await call(port, { method: 'GET' })).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } });
    expect((await call(port, { method: 'OPTIONS' })).headers['x-taxii-content-types']).toContain('xml:1.1');
  });

  it('asks for a password if it was given one', async () => {
    const port = await open({ password: 'p:w' });
    const body = poll11('practice.empty');
    const refused = await call(port, { body });
    expect(refused).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic realm="taxii"' } });
    expect(text(refused)).toContain('status_type="UNAUTHORIZED"');
    const credentials = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
    const again = (pair: string) => call(port, { headers: { ...taxiiHeaders(), ...credentials(pair) }, body });
    expect((await again('practice:wrong')).status).toBe(401);
    expect((await again('practice:p:w')).status).toBe(200);
    expect(lab?.requests.map(({ credentials: came, status }) => [came, status])).toEqual([
      [false, 401],
      [true, 401],
      [true, 200],
    ]);
    expect(JSON.stringify(lab?.requests)).not.toContain('p:w');
  });

  it('streams in chunks, and packs with gzip who takes it', async () => {
    const port = await open();
    const body = poll11('practice.botnet');
    const plain = await call(port, { body });
    expect(plain.headers['transfer-encoding']).toBe('chunked');
    const packed = await call(port, { body, headers: { ...taxiiHeaders(), 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(labels(gunzipSync(packed.body).toString())).toEqual(labels(text(plain)));
  });

  it('remembers what it was asked', async () => {
    const port = await open();
    const window = { begin: '2026-11-20T00:00:00Z', end: '2026-11-21T00:00:00.5Z' };
    await call(port, { body: poll11('practice.mixed', window), headers: { ...taxiiHeaders(), 'user-agent': 'test' } });
    expect(lab?.requests).toEqual([
      {
        at: Date.parse('2026-11-22T10:00:00Z'),
        method: 'POST',
        path: '/taxii/poll/',
        message: 'Poll_Request',
        version: '1.1',
        collection: 'practice.mixed',
        begin: '2026-11-20T00:00:00.000000Z',
        end: '2026-11-21T00:00:00.500000Z',
        part: null,
        credentials: false,
        userAgent: 'test',
        fault: null,
        status: 200,
      },
    ]);
  });

  it('refuses a request larger than 1 MiB, and cuts connections when it closes', async () => {
    const port = await open();
    expect((await call(port, { body: 'x'.repeat(1024 * 1024 + 1) })).status).toBe(413);
    lab?.setFault('silent');
    const held = talk(port, { body: poll11('practice.mixed') });
    while (lab?.requests.length === 0) await clock.advance(1);
    await lab?.close();
    expect((await held.heard).raw).toHaveLength(0);
  });
});

describe('faults', () => {
  it('wear off after as many requests as they were given, the next one taking over', async () => {
    const port = await open({
      faults: [
        { name: 'http-503', times: 2 },
        { name: 'http-429', times: 1, after: 1 },
      ],
    });
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await call(port, { body: poll11('practice.empty') })).status);
    expect(statuses).toEqual([503, 503, 200, 429, 200, 200]);
    expect(lab?.requests.map((request) => request.fault)).toEqual([
      'http-503',
      'http-503',
      null,
      'http-429',
      null,
      null,
    ]);
  });

  it('touch the poll service only, unless they say otherwise', async () => {
    const port = await open({ faults: ['http-500'] });
    const discovery = { path: '/taxii-discovery-service', body: simple('Discovery_Request') };
    expect((await call(port, discovery)).status).toBe(200);
    lab?.setFault('taxii-1.0-only');
    expect(text(await call(port, discovery))).toMatch(/^<taxii:Status_Message .*UNSUPPORTED_MESSAGE/);
    lab?.setFault();
    expect(text(await call(port, discovery))).toContain('Discovery_Response');
  });

  it('are known by name, or refused with nothing changed', async () => {
    const port = await open({ faults: ['http-500'] });
    expect(() => lab?.setFault('http-418')).toThrow(expect.objectContaining({ code: 'config/lab-fault' }));
    expect((await call(port, { body: poll11('practice.empty') })).status).toBe(500);
  });
});

describe('where it listens', () => {
  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.net', '127.0.0.1.example.net'])('is never %s', async (host) => {
    await expect(startLab({ host })).rejects.toMatchObject({ code: 'config/lab-address' });
  });

  it('is any free port, or the one it was told, or a named failure', async () => {
    const port = await open({ host: 'localhost' });
    await expect(startLab({ port })).rejects.toMatchObject({
      code: 'config/lab-port',
      evidence: { code: 'EADDRINUSE' },
    });
  });
});

import { gunzipSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { seededRandom } from '../../test/fakes/seeded-random.ts';
import { framingFaults } from './faults-framing.ts';
import { gateFaults } from './faults-gate.ts';
import { oddContentFaults, oddMessageFaults } from './faults-odd.ts';
import { faults } from './faults.ts';
import { startLab, type Lab } from './lab.ts';
import { attribute, call, fulfil, occurrences, poll10, poll11, talk, taxiiHeaders, type Heard } from './testing.ts';

const clock = new ManualClock();
let lab: Lab;
let port = 0;

beforeAll(async () => {
  lab = await startLab({ clock, random: seededRandom(7) });
  ({ port } = lab);
});
afterAll(() => lab.close());

const block = '<taxii_11:Content_Block>';
const narrow = { begin: '2026-11-21T00:00:00Z', end: '2026-11-22T00:00:00Z' };
const full = poll11('practice.phishing');

async function ask(body = full, headers: Record<string, string> = {}): Promise<Heard & { readonly text: string }> {
  const heard = await call(port, { body, headers: { ...taxiiHeaders(), ...headers } });
  return { ...heard, text: heard.body.toString() };
}

/** The first thing that is wrong with a document, or `null`. */
function flaw(text: string): string | null {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
    return null;
  } catch (error) {
    return String(error);
  }
}

/** The result that a poll opened. */
async function opened(): Promise<{ readonly id: string; readonly text: string }> {
  const { text } = await ask();
  return { id: attribute(text, 'result_id') ?? '', text };
}

type Check = () => Promise<void>;

const status =
  (code: number, headers: Record<string, unknown> = {}, pattern = /./): Check =>
  async () => {
    const heard = await ask();
    expect(heard).toMatchObject({ status: code, headers, complete: true });
    expect(heard.text).toMatch(pattern);
  };

const says =
  (type: string, pattern = /./): Check =>
  async () => {
    const heard = await ask();
    expect(heard.status).toBe(200);
    expect(attribute(heard.text, 'status_type')).toBe(type);
    expect(heard.text).toMatch(pattern);
    expect(flaw(heard.text)).toBeNull();
  };

/** A document that is complete as HTTP and flawed as XML. */
const flawed =
  (pattern: RegExp): Check =>
  async () => {
    const heard = await ask();
    expect(heard).toMatchObject({ status: 200, complete: true });
    expect(flaw(heard.text)).toMatch(pattern);
  };

/** A document that is right, and shows `pattern`. */
const fine =
  (pattern: RegExp, body = full): Check =>
  async () => {
    const heard = await ask(body);
    expect(heard).toMatchObject({ status: 200, complete: true });
    expect(heard.text).toMatch(pattern);
    expect(flaw(heard.text)).toBeNull();
  };

const rawBytes =
  (expected: string | Buffer, end: Heard['end'] = 'closed'): Check =>
  async () => {
    const heard = await ask();
    expect(heard.raw.toString('latin1').slice(0, expected.length)).toBe(expected.toString('latin1'));
    expect(heard.end).toBe(end);
  };

const cut =
  (unfinished: (heard: Heard) => void, end: Heard['end'] = 'closed'): Check =>
  async () => {
    const heard = await ask();
    expect(heard).toMatchObject({ status: 200, end });
    expect(heard.text).toContain(block);
    expect(heard.text).not.toContain('</taxii_11:Poll_Response>');
    unfinished(heard);
  };

/** Wide spans fail, narrow ones do not. */
const wideOnly =
  (wide: Check): Check =>
  async () => {
    await wide();
    expect(flaw((await ask(poll11('practice.phishing', narrow))).text)).toBeNull();
  };

const everyThirdBlock =
  (pattern: RegExp): Check =>
  async () => {
    const { text } = await ask();
    const contents = text.split(block).slice(1);
    expect(contents).toHaveLength(100);
    expect(contents.map((content) => pattern.test(content))).toEqual(contents.map((_, i) => i % 3 === 1));
    expect(flaw(text)).toBeNull();
  };

const statusChecks: Record<string, Check> = {
  'http-400': status(400, {}, /^Request Failed/),
  'http-400-tls-port': status(400, { server: 'nginx' }, /plain HTTP request was sent to HTTPS port/),
  'http-401': status(401, { 'www-authenticate': 'Basic realm="taxii"' }),
  'http-402': status(402),
  'http-403': status(403, { 'content-type': 'application/json' }),
  'http-403-waf': status(403, { server: 'cloudflare' }, /Attention Required/),
  'http-404': status(404),
  'http-405': status(405, { allow: 'GET, HEAD, OPTIONS' }),
  'http-406': status(406),
  'http-408': status(408),
  'http-410': status(410),
  'http-411': status(411),
  'http-413': status(413),
  'http-415': status(415),
  'http-421': status(421),
  'http-429': status(429, { 'retry-after': '2' }),
  'http-429-long': status(429, { 'retry-after': '3600' }),
  'http-451': status(451),
  'http-500': status(500),
  'http-502': status(502),
  'http-503': status(503, { 'retry-after': '2' }),
  'http-503-bare': async () => expect((await ask()).headers['retry-after']).toBeUndefined(),
  'http-504': status(504),
  'http-520': status(520),
  'http-204': async () => expect(await ask()).toMatchObject({ status: 204, body: Buffer.alloc(0) }),
  'redirect-host': status(302, { location: 'https://taxii.moved.example/taxii/poll/' }),
  'redirect-login': status(302, { location: '/accounts/login/?next=/taxii/poll/' }),
  'redirect-loop': async () => expect((await ask()).headers['location']).toBe(`${lab.url}/taxii/poll/`),
  'redirect-private': status(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
  'redirect-nowhere': async () => expect((await ask()).headers['location']).toBeUndefined(),
  'page-login': status(200, { 'content-type': 'text/html; charset=utf-8' }, /type="password"/),
  'page-portal': status(200, { 'content-type': 'text/html; charset=utf-8' }, /accept the terms/),
  'page-error': status(200, { 'content-type': 'text/html; charset=utf-8' }, /went wrong/),
  'empty-body': async () => expect(await ask()).toMatchObject({ status: 200, headers: { 'content-length': '0' } }),
};

const unslashed = (): Promise<Heard> => call(port, { path: '/taxii/poll', body: full });
const slashChecks: Record<string, Check> = {
  'slash-405': async () => expect(await unslashed()).toMatchObject({ status: 405 }),
  'slash-500': async () => expect((await unslashed()).body.toString()).toContain('APPEND_SLASH'),
  'slash-redirect': async () =>
    expect(await unslashed()).toMatchObject({ status: 301, headers: { location: '/taxii/poll/' } }),
};

const wireChecks: Record<string, Check> = {
  silent: async () => {
    const held = talk(port, { body: full });
    const before = lab.requests.length;
    while (lab.requests.length === before) await clock.advance(1);
    await clock.advance(600_000);
    expect([held.raw().length, held.closed()]).toEqual([0, false]);
    held.hangUp();
  },
  'slow-first-byte': async () => {
    const held = talk(port, { body: full });
    while (clock.sleeping === 0) await clock.advance(0);
    await clock.advance(7999);
    expect(held.raw()).toHaveLength(0);
    await clock.advance(1);
    expect((await held.heard).complete).toBe(true);
  },
  'close-silently': rawBytes(''),
  reset: rawBytes('', 'reset'),
  'half-headers': rawBytes('HTTP/1.1 200 OK\r\ncontent-ty'),
  'truncated-length': cut((heard) =>
    expect(Number(heard.headers['content-length'])).toBeGreaterThan(heard.body.length),
  ),
  'truncated-chunked': cut((heard) => expect(heard.complete).toBe(false)),
  'truncated-unmarked': cut((heard) => expect(heard.headers['content-length']).toBeUndefined()),
  'reset-body': async () => {
    const held = talk(port, { body: full });
    while (clock.sleeping === 0) await clock.advance(0);
    await held.atLeast(10_000);
    await clock.advance(200);
    expect(await held.heard).toMatchObject({ status: 200, end: 'reset', complete: false });
  },
  'stall-body': async () => {
    const held = talk(port, { body: full });
    await held.atLeast(10_000);
    await clock.advance(600_000);
    expect(held.closed()).toBe(false);
    held.hangUp();
    expect((await held.heard).complete).toBe(false);
  },
  drip: async () => {
    const held = talk(port, { body: full });
    await held.atLeast(100);
    const head = held.raw().indexOf('\r\n\r\n') + 4;
    await held.atLeast(head + 1);
    await clock.advance(3000);
    await held.atLeast(head + 4);
    expect(held.raw().subarray(head).toString()).toBe('<tax');
    held.hangUp();
  },
  'interim-flood': async () => {
    const held = talk(port, { body: full });
    await held.atLeast(10);
    await clock.advance(2000);
    await held.atLeast(81);
    expect(held.raw().toString()).toBe('HTTP/1.1 102 Processing\r\n\r\n'.repeat(3));
    held.hangUp();
  },
  'http-garbage': rawBytes('\u0000\u0001\u0002 this'),
  'http-banner': rawBytes('SSH-2.0-'),
  'http2-preface': rawBytes(Buffer.from('000000040000000000', 'hex')),
  'http-101': async () => {
    const held = talk(port, { body: full });
    await held.atLeast(60);
    expect(held.raw().toString()).toMatch(/^HTTP\/1\.1 101 .*upgrade: websocket/s);
    held.hangUp();
  },
  'headers-huge': async () => expect((await ask()).raw.indexOf('\r\n\r\n')).toBeGreaterThan(256 * 1024),
  'two-lengths': async () => expect((await ask()).raw.toString().match(/content-length/g)).toHaveLength(2),
  'bad-chunk': async () => expect((await ask()).raw.toString()).toContain('\r\n\r\nzz\r\n'),
};

const encodingChecks: Record<string, Check> = {
  'gzip-half': async () => {
    const heard = await ask();
    expect(heard.complete).toBe(true);
    expect(() => gunzipSync(heard.body)).toThrow('unexpected end of file');
  },
  'gzip-corrupt': async () => {
    const heard = await ask();
    expect(() => gunzipSync(heard.body)).toThrow(/invalid|incorrect/);
  },
  'gzip-checksum': async () => {
    const heard = await ask();
    expect(() => gunzipSync(heard.body)).toThrow('incorrect data check');
  },
  'gzip-not': status(200, { 'content-encoding': 'gzip' }, /^<taxii_11:Poll_Response/),
  'gzip-undeclared': async () => {
    const heard = await ask();
    expect(heard.headers['content-encoding']).toBeUndefined();
    expect(gunzipSync(heard.body).toString()).toContain(block);
  },
  'gzip-stacked': async () => {
    const heard = await ask();
    expect(heard.headers['content-encoding']).toBe('gzip, gzip, gzip');
    expect(gunzipSync(gunzipSync(gunzipSync(heard.body))).toString()).toContain(block);
  },
  'encoding-unknown': status(200, { 'content-encoding': 'x-practice' }),
  'gzip-bomb': async () => {
    const held = talk(port, { body: full });
    await held.atLeast(8000);
    const start = held.raw().indexOf('\r\n\r\n') + 4;
    const some = gunzipSync(held.raw().subarray(start), { finishFlush: 2, maxOutputLength: 2 ** 30 });
    expect(some.length).toBeGreaterThan(500 * 8000);
    held.hangUp();
  },
  'charset-wrong': async () => {
    const heard = await ask();
    expect(heard.headers['content-type']).toContain('utf-8');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(heard.body)).toThrow('not valid');
  },
  'charset-utf16': async () => {
    const { body } = await ask();
    expect(body.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
    expect(flaw(new TextDecoder('utf-16le').decode(body))).toBeNull();
  },
  'charset-bom': async () => expect((await ask()).body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf])),
};

const xmlChecks: Record<string, Check> = {
  'xml-dtd': status(200, {}, /^<!DOCTYPE Poll_Response/),
  'xml-billion-laughs': status(200, {}, /<!ENTITY lol9 "(&lol8;){10}">\s*\]>\s*<taxii_11:Poll_Response[^>]*>&lol9;/),
  'xml-entity': flawed(/entity/),
  'xml-deep': async () => {
    const { text } = await ask();
    expect([occurrences(text, '<a>'), occurrences(text, '</a>')]).toEqual([100_000, 100_000]);
  },
  'xml-huge-text': async () => {
    const heard = await ask();
    expect(heard.body.length).toBeGreaterThan(64 * 1024 * 1024);
    expect(heard.complete).toBe(true);
  },
  'xml-malformed': flawed(/./),
  'xml-ampersand': flawed(/entity/),
  'xml-control-character': flawed(/disallowed character/),
  'xml-truncated': flawed(/unclosed tag|unexpected end/),
  'xml-two-documents': flawed(/./),
  'json-taxii2': status(200, { 'content-type': 'application/taxii+json;version=2.1' }, /"api_roots"/),
  'text-not-xml': status(200, { 'content-type': 'text/plain' }, /^Internal error/),
  'no-taxii-header': async () => expect(Object.keys((await ask()).headers).join()).not.toContain('x-taxii'),
  'content-type-html': status(200, { 'content-type': 'text/html; charset=utf-8' }, /^<taxii_11:Poll_Response/),
  'wrong-service': fine(/^<taxii_11:Discovery_Response[\s\S]*\/taxii\/poll\//),
  'wrong-service-400': async () => {
    await status(400)();
    const probe = full.replaceAll('Poll_Request', 'Discovery_Request');
    expect((await ask(probe)).text).toContain('Discovery_Response');
  },
  'clock-ahead': async () => {
    const ahead = Date.parse((await ask()).headers['date'] ?? '') - clock.now();
    expect(Math.abs(ahead - 3_600_000)).toBeLessThan(1000);
  },
  'wrong-collection': fine(/^<[^>]* collection_name="somebody.else"/),
  'wrong-in-response-to': fine(/^<[^>]* in_response_to="4711"/),
  'services-header-wrong': status(200, { 'x-taxii-services': 'urn:taxii.mitre.org:services:1.0' }),
};

const statusMessageChecks: Record<string, Check> = {
  'status-success': says('SUCCESS'),
  'status-bad-message': says('BAD_MESSAGE'),
  'status-denied': says('DENIED'),
  'status-subscription': says('DENIED', /Subscription id is required/),
  'status-failure': says('FAILURE'),
  'status-header': says('FAILURE', /Header X-TAXII-Services/),
  'status-not-supported-here': says('FAILURE', /not supported by this service/),
  'status-unavailable': says('FAILURE', /ITEM">practice.phishing</),
  'status-not-found': says('NOT_FOUND', /ITEM">practice.phishing</),
  'status-polling-unsupported': says('POLLING_UNSUPPORTED'),
  'status-retry': says('RETRY', /ESTIMATED_WAIT">2</),
  'status-unauthorized': says('UNAUTHORIZED'),
  'status-unsupported-message': says('UNSUPPORTED_MESSAGE', /SUPPORTED_BINDING/),
  'status-unsupported-protocol': says('UNSUPPORTED_PROTOCOL'),
  'status-unsupported-content': says('UNSUPPORTED_CONTENT', /SUPPORTED_CONTENT/),
  'status-unsupported-query': says('UNSUPPORTED_QUERY'),
  'status-asynchronous-poll-error': says('ASYNCHRONOUS_POLL_ERROR'),
  'status-invalid-part': says('INVALID_RESPONSE_PART', /MAX_PART_NUMBER">0</),
  'status-network-error': says('NETWORK_ERROR'),
  'status-destination-collection-error': says('DESTINATION_COLLECTION_ERROR'),
  'status-third-party': says('http://vendor.example/status/quota'),
  'status-forged-lines': says('FAILURE', /no\nWed Sep/),
  'pending-for-ever': says('PENDING', /WILL_PUSH">false</),
  'pending-push': says('PENDING', /WILL_PUSH">true</),
  'pending-lost': async () => {
    await says('PENDING')();
    expect((await ask(fulfil('practice.phishing', '1', 1))).text).toContain('ASYNCHRONOUS_POLL_ERROR');
  },
  'result-expired': async () => {
    const { id } = await opened();
    expect((await ask(fulfil('practice.phishing', id, 2))).text).toMatch(/NOT_FOUND"[\s\S]*result_id/);
  },
  'taxii-1.0-only': async () => {
    expect((await ask()).text).toMatch(/^<taxii:Status_Message .*UNSUPPORTED_MESSAGE/);
    const old = await call(port, { headers: taxiiHeaders('1.0'), body: poll10('practice.phishing') });
    expect(old.body.toString()).toContain('<taxii:Poll_Response');
  },
};

/** Parts 1 to 5 of a result: number of blocks, or what stands instead. */
async function parts(): Promise<(number | string)[]> {
  const { id, text } = await opened();
  const seen = [text];
  for (let part = 2; part <= 5; part += 1) seen.push((await ask(fulfil('practice.phishing', id, part))).text);
  return seen.map((each, i) => {
    if (each === '') return 'nothing';
    if (attribute(each, 'status_type') !== undefined) return attribute(each, 'status_type') ?? '';
    expect(attribute(each, 'result_part_number')).toBe(String(i + 1));
    expect(flaw(each)).toBeNull();
    return `${occurrences(each, block)} ${attribute(each, 'more') === 'true' ? 'more' : 'end'}`;
  });
}

const pagingChecks: Record<string, Check> = {
  'part-endless': async () => expect(await parts()).toEqual(Array.from({ length: 5 }, () => '2 more')),
  'part-repeated': async () => expect(await parts()).toEqual(Array.from({ length: 5 }, () => '100 more')),
  'part-empty-for-ever': async () => expect(await parts()).toEqual(Array.from({ length: 5 }, () => '0 more')),
  'more-without-result-id': async () => {
    const { text } = await ask(poll11('practice.phishing', narrow));
    expect([attribute(text, 'more'), attribute(text, 'result_id')]).toEqual(['true', undefined]);
  },
  'empty-past-end': async () =>
    expect(await parts()).toEqual(['100 more', '100 more', '100 more', '20 more', 'nothing']),
  'invalid-part-past-end': async () =>
    expect(await parts()).toEqual(['100 more', '100 more', '100 more', '20 more', 'INVALID_RESPONSE_PART']),
  'empty-part-past-end': async () =>
    expect(await parts()).toEqual(['100 more', '100 more', '100 more', '20 more', '0 end']),
  'part-fails': async () => {
    const { id, text } = await opened();
    expect(text).toContain(block);
    expect((await ask(fulfil('practice.phishing', id, 2))).status).toBe(500);
  },
  capped: async () => {
    const old = await call(port, { headers: taxiiHeaders('1.0'), body: poll10('practice.phishing') });
    expect(occurrences(old.body.toString(), '<taxii:Content_Block>')).toBe(25);
    expect(occurrences((await ask()).text, block)).toBe(100);
  },
  'no-inclusive-end': async () => expect((await ask()).text).not.toContain('Inclusive_End'),
  'end-in-future': fine(/Inclusive_End_Timestamp>2026-11-23T/),
  'equal-labels': async () => {
    const { id, text } = await opened();
    const next = (await ask(fulfil('practice.phishing', id, 2))).text;
    const labels = (each: string): (string | undefined)[] => each.match(/<taxii_11:Timestamp_Label>[^<]+/g) ?? [];
    expect(new Set([...labels(text).slice(95), ...labels(next).slice(0, 5)]).size).toBe(1);
    expect(new Set([...labels(text), ...labels(next)]).size).toBe(191);
  },
  'late-labels': async () => {
    const edge = new Date(clock.now() - 180_000).toISOString();
    expect(occurrences((await ask(poll11('practice.phishing', { begin: edge }))).text, block)).toBe(0);
    await clock.advance(30 * 86_400_000);
    expect(occurrences((await ask(poll11('practice.phishing', narrow))).text, block)).toBeGreaterThan(0);
  },
  'window-ignored': fine(/Record_Count partial_count="false">320</, poll11('practice.phishing', narrow)),
  'span-empty': wideOnly(async () => expect((await ask()).body).toHaveLength(0)),
  'span-500': wideOnly(status(500)),
  'span-truncated': wideOnly(flawed(/unclosed tag|unexpected end/)),
  'span-refused': wideOnly(says('FAILURE', /exceeds 4 days/)),
};

const inMiddle = { begin: '2026-11-07T00:00:00Z', end: '2026-11-08T00:00:00Z' };

const blockChecks: Record<string, Check> = {
  'block-not-xml': everyThirdBlock(/<taxii_11:Content>The indicators/),
  'block-escaped': everyThirdBlock(/<taxii_11:Content>&lt;\?xml/),
  'block-cdata': everyThirdBlock(/<taxii_11:Content><!\[CDATA\[<stix:STIX_Package/),
  'block-base64': everyThirdBlock(/<taxii_11:Content>[A-Za-z0-9+/=]{100,}<\/taxii_11:Content>/),
  'block-binding-unknown': everyThirdBlock(/binding_id="urn:vendor.example:report:1.0"/),
  'block-binding-wrong': everyThirdBlock(/binding_id="urn:stix.mitre.org:xml:1.0"/),
  'block-empty': everyThirdBlock(/<taxii_11:Content><\/taxii_11:Content>/),
  'poison-block': async () => {
    expect(flaw((await ask(poll11('practice.phishing', inMiddle))).text)).not.toBeNull();
    expect(flaw((await ask(poll11('practice.phishing', narrow))).text)).toBeNull();
  },
  'poison-block-500': async () => {
    expect((await ask(poll11('practice.phishing', inMiddle))).status).toBe(500);
    expect((await ask(poll11('practice.phishing', narrow))).status).toBe(200);
  },
  'huge-block': async () => {
    const { text } = await ask();
    expect([occurrences(text, block), occurrences(text, '<stix:Indicator ')]).toEqual([1, 100_000]);
  },
  'huge-answer': async () => {
    const held = talk(port, { body: full });
    await held.atLeast(1_000_000);
    expect(held.raw().toString()).toContain('>10000</taxii_11:Record_Count>');
    held.hangUp();
  },
  'endless-answer': async () => {
    const held = talk(port, { body: full });
    await held.atLeast(5_000_000);
    expect(occurrences(held.raw().toString(), block)).toBeGreaterThan(40);
    held.hangUp();
  },
};

const checks: Record<string, Check> = {
  ...statusChecks,
  ...slashChecks,
  ...wireChecks,
  ...encodingChecks,
  ...xmlChecks,
  ...statusMessageChecks,
  ...pagingChecks,
  ...blockChecks,
};

/** The others are checked in faults-edge.test.ts. */
const elsewhere = [...gateFaults, ...framingFaults, ...oddMessageFaults, ...oddContentFaults];
const checkedHere = faults.filter((fault) => !elsewhere.includes(fault));

describe('a fault', () => {
  it('has a name of its own, a title in lower case, and a check here', () => {
    expect(new Set(faults.map((fault) => fault.name)).size).toBe(faults.length);
    for (const fault of faults) {
      expect(fault.name).toMatch(/^[a-z0-9]+([-.][a-z0-9]+)*$/);
      expect(fault.title).toMatch(/^[a-z].*[^.]$/);
      expect(fault.expects ?? 'none/none').toMatch(/^[a-z0-9]+\/[a-z0-9-]+$/);
    }
    expect(Object.keys(checks).toSorted()).toEqual(checkedHere.map((fault) => fault.name).toSorted());
  });

  it.each(checkedHere.map((fault) => [fault.name, fault.title]))('%s %s', async (name) => {
    lab.setFault(name);
    await checks[name]?.();
    lab.setFault();
    expect((await ask(poll11('practice.empty'))).text).toContain('<taxii_11:Poll_Response');
  });
});

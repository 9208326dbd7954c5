import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientCertificate, clientKey, encryptedClientKey, exampleRoot, strangerKey } from '../../test/fakes/pem.ts';
import { Failure, type JsonValue } from '../base/failure.ts';
import { firstRow, settingsCodec } from '../../test/fakes/sealing.ts';
import { sealedSecrets } from './codec.ts';
import { configConditions } from './conditions.ts';
import { inClear, publicSettings, type JsonObject } from './plain.ts';
import { mergeSource, parseSource } from './source-settings.ts';

const least = { name: 'phish', host: 'taxii.example.net', collection: 'phish-urls' };
const canary = 'hunter2-canary';

function failureOf(attempt: () => unknown): Failure {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was taken');
}

/** `code field` of each problem with the input, the least settings being given. */
function problems(input: JsonObject): string[] {
  const found = failureOf(() => parseSource({ ...least, ...input })).evidence['problems'];
  expect(Array.isArray(found)).toBe(true);
  return JSON.parse(JSON.stringify(found)).map((each: { code: string; field: string }) => `${each.code} ${each.field}`);
}

describe('the settings of a source', () => {
  it('need a name, a host and a collection; the rest has the defaults of the design', () => {
    expect(publicSettings(parseSource(least))).toEqual({
      ...least,
      kind: 'taxii1',
      port: 443,
      https: true,
      path: '/',
      subscription: null,
      collectionType: 'feed',
      list: null,
      misp: null,
      observables: 'indicated',
      taxiiVersion: 'auto',
      credentials: { kind: 'none' },
      clientCertificate: null,
      proxy: 'default',
      ca: null,
      pin: null,
      systemCa: true,
      tlsMinimum: '1.2',
      allowPrivate: false,
      interval: { kind: 'every', ms: 3_600_000 },
      age: 2_592_000_000,
      segment: 'auto',
      reconcile: 604_800_000,
      shrinkLimit: 50,
      growthLimit: 10,
      overlap: 300_000,
      bindings: [],
      timeouts: { connect: 10_000, firstByte: 60_000, stall: 30_000, request: 1_800_000 },
      attempts: 3,
      mode: 'monitor',
      confidence: null,
      subdomains: 'registrable',
      tags: [],
    });
  });
  it.each<[JsonObject, JsonObject]>([
    [{ interval: '30m' }, { interval: { kind: 'every', ms: 1_800_000 } }],
    [{ interval: 60_000 }, { interval: { kind: 'every', ms: 60_000 } }],
    [{ interval: { every: '1d' } }, { interval: { kind: 'every', ms: 86_400_000 } }],
    [{ interval: ' 0  6 * * 1-5' }, { interval: { kind: 'cron', expression: '0 6 * * 1-5', zone: null } }],
    [
      { interval: { cron: '0 6 * * *', zone: 'Asia/Seoul' } },
      { interval: { kind: 'cron', expression: '0 6 * * *', zone: 'Asia/Seoul' } },
    ],
    [
      { age: '4d', segment: '1h' },
      { age: 345_600_000, segment: 3_600_000 },
    ],
    [
      { timeouts: { stall: '90s' } },
      { timeouts: { connect: 10_000, firstByte: 60_000, stall: 90_000, request: 1_800_000 } },
    ],
    [
      { port: '9000', https: 'false', attempts: '5' },
      { port: 9000, https: false, attempts: 5 },
    ],
    [{ https: false }, { port: 80, https: false }],
    [{ port: 80 }, { port: 80, https: false }],
    [{ host: '피드.example' }, { host: 'xn--hy1by72d.example' }],
    [{ host: '2001:DB8::1' }, { host: '2001:db8::1' }],
    [
      { host: 'https://taxii.example.net:8443/poll' },
      { host: 'taxii.example.net', port: 8443, https: true, path: '/poll' },
    ],
    [
      { host: 'taxii.example.net:9000', path: '/poll' },
      { port: 9000, path: '/poll' },
    ],
    [
      { host: 'https://taxii.example.net/poll', https: false },
      { port: 80, https: false },
    ],
    [{ pin: `SHA256:${'AB:'.repeat(31)}CD` }, { pin: `${'ab'.repeat(31)}cd` }],
    [{ credentials: null }, { credentials: { kind: 'none' } }],
    [
      { ca: exampleRoot, systemCa: false },
      { ca: exampleRoot, systemCa: false },
    ],
  ])('read %j', (input, expected) => {
    expect(publicSettings(parseSource({ ...least, ...input }))).toMatchObject(expected);
  });
  it.each<[JsonObject, JsonObject]>([
    [{ credentials: { kind: 'basic', user: 'key' } }, { credentials: { kind: 'basic', user: 'key', password: '' } }],
    [
      { credentials: { kind: 'oauth2', url: 'HTTPS://ID.example:443/t?v=1', clientId: 'a', clientSecret: 's' } },
      { credentials: { url: 'https://id.example/t?v=1', secretIn: 'basic', scope: null, audience: null } },
    ],
    [
      { credentials: { kind: 'login', url: '/auth', user: 'a', password: 's' } },
      { credentials: { url: '/auth', fields: { user: 'username', password: 'password', token: 'token' } } },
    ],
    [{ credentials: { kind: 'bearer', token: 't' } }, { credentials: { kind: 'bearer', token: 't' } }],
    [{ host: 'ann:pw@taxii.example.net' }, { credentials: { kind: 'basic', user: 'ann', password: 'pw' } }],
    [
      { host: 'ann:pw@taxii.example.net', credentials: { kind: 'header', name: 'Auth-Key', value: 'k' } },
      { credentials: { kind: 'header', name: 'Auth-Key', value: 'k' } },
    ],
    [
      { proxy: 'http://ann:pw@proxy.example:3128' },
      { proxy: { kind: 'http', host: 'proxy.example', port: 3128, user: 'ann', password: 'pw', noProxy: [] } },
    ],
    [
      { clientCertificate: { certificate: clientCertificate, key: encryptedClientKey, passphrase: 'secret' } },
      { clientCertificate: { passphrase: 'secret' } },
    ],
  ])('keep secrets: %#', (input, expected) => {
    const settings = parseSource({ ...least, ...input });
    expect(inClear(settings)).toMatchObject(expected);
    expect(JSON.stringify(settings)).toBe(JSON.stringify(publicSettings(settings)));
  });
  it.each([
    [{ path: '/f?key=a' }, '/f', { kind: 'query', name: 'key', value: 'a' }],
    [{ path: '/f?key=a', credentials: null }, '/f', { kind: 'none' }],
    [
      { host: 'https://h.example/f?key=a', credentials: { kind: 'bearer', token: 't' } },
      '/f',
      {
        kind: 'several',
        of: [
          { kind: 'bearer', token: 't' },
          { kind: 'query', name: 'key', value: 'a' },
        ],
      },
    ],
    [
      { path: '/f?key=a&b=1', credentials: [{ kind: 'query', name: 'key', value: 'own' }] },
      '/f?b=1',
      { kind: 'query', name: 'key', value: 'own' },
    ],
  ])('have the key of the query among the credentials: %#', (input, path, credentials) => {
    expect(inClear(parseSource({ ...least, ...input }))).toMatchObject({ path, credentials });
  });
  it('are taken from a pasted curl line', () => {
    const { host: _, ...rest } = least;
    const url = "curl -k -x proxy.example:3128 -H 'Auth-Key: k' https://taxii.example.net/poll";
    expect(inClear(parseSource({ ...rest, url }))).toMatchObject({
      path: '/poll',
      credentials: { kind: 'header', name: 'Auth-Key', value: 'k' },
      proxy: { host: 'proxy.example', port: 3128 },
    });
  });
});

describe('the settings of a TAXII 2 source', () => {
  const id = '91a7b528-80eb-42ed-a74d-c6fbd5a26116';
  it('are told from the address, whatever of the server it names', () => {
    const { host: _, collection: __, ...rest } = least;
    expect(
      parseSource({ ...rest, url: `https://u:p@taxii.example.net/api1/collections/${id}/objects/?limit=5` }),
    ).toMatchObject({ kind: 'taxii2', path: '/api1/', collection: id, credentials: { kind: 'basic', user: 'u' } });
    expect(parseSource({ ...rest, url: 'https://taxii.example.net/taxii2', collection: 'Phishing' })).toMatchObject({
      kind: 'taxii2',
      path: '/taxii2/',
      collection: 'Phishing',
      taxiiVersion: 'auto',
    });
    const line = `curl -H 'Accept: application/taxii+json;version=2.1' -H 'Authorization: Bearer abc' https://taxii.example.net/api1/collections/${id}/`;
    expect(parseSource({ ...rest, url: line })).toMatchObject({
      kind: 'taxii2',
      path: '/api1/',
      collection: id,
      credentials: { kind: 'bearer' },
    });
  });
  it('may say so where the address does not, and keep its version', () => {
    const given = { ...least, host: 'https://taxii.example.net/feeds/one', kind: 'taxii2', taxiiVersion: '2.0' };
    expect(parseSource(given)).toMatchObject({ kind: 'taxii2', path: '/feeds/one/', taxiiVersion: '2.0' });
  });
  it('take no version of another kind', () => {
    expect(problems({ kind: 'taxii2', taxiiVersion: '1.1' })).toEqual(['config/value-bad taxiiVersion']);
    expect(problems({ taxiiVersion: '2.1' })).toEqual(['config/value-bad taxiiVersion']);
  });
});

describe('settings are refused', () => {
  it.each<[JsonObject, string[]]>([
    [{ name: 'a b' }, ['config/name-bad name']],
    [{ name: 'a'.repeat(65) }, ['config/name-bad name']],
    [{ kind: 'crits' }, ['config/value-bad kind']],
    [{ host: 'a..example' }, ['config/host-bad host']],
    [{ host: 'ftp://taxii.example.net' }, ['config/scheme host']],
    [{ host: 'https://bad host/' }, ['config/url-bad host']],
    [{ url: 'https://taxii.example.net/' }, ['config/value-bad url']],
    [{ port: 0 }, ['config/out-of-range port']],
    [{ port: 'http' }, ['config/value-bad port']],
    [{ path: '/a b' }, ['config/url-bad path']],
    [{ https: 'yes' }, ['config/value-bad https']],
    [{ collection: '' }, ['config/value-bad collection']],
    [{ collection: 'a\nb' }, ['config/value-bad collection']],
    [{ interval: '10s' }, ['config/out-of-range interval']],
    [{ interval: '60' }, ['config/duration-bad interval']],
    [{ interval: '* * * * * *' }, ['config/cron-bad interval']],
    [{ interval: '0 25 * * *' }, ['config/cron-bad interval']],
    [{ interval: { cron: '0 6 * * *', zone: 'Mars/Olympus' } }, ['config/cron-bad interval']],
    [{ age: '366d' }, ['config/out-of-range age']],
    [{ segment: '31d' }, ['config/out-of-range segment']],
    [{ age: '365d', segment: '1h' }, ['config/too-many-segments segment']],
    [
      { timeouts: { stall: 1, conect: 1 } },
      ['config/out-of-range timeouts.stall', 'config/unknown-field timeouts.conect'],
    ],
    [
      { credentials: { kind: 'login', url: 'ftp://x', user: 'a', password: canary } },
      ['config/url-bad credentials.url'],
    ],
    [
      { credentials: { kind: 'oauth2', url: 'http://id.example/t', clientId: 'a', clientSecret: canary } },
      ['config/scheme credentials'],
    ],
    [{ credentials: { kind: 'ntlm' } }, ['config/value-bad credentials.kind']],
    [{ credentials: canary }, ['config/value-bad credentials']],
    [{ credentials: { kind: 'basic', user: `a:${canary}` } }, ['config/value-bad credentials.user']],
    [{ credentials: { kind: 'basic', user: 'a', password: '***' } }, ['config/value-bad credentials.password']],
    [{ credentials: { kind: 'bearer', token: `${canary}\r\nX: y` } }, ['config/header-chars credentials.token']],
    [{ credentials: { kind: 'header', name: 'a b', value: canary } }, ['config/header-chars credentials.name']],
    [
      {
        credentials: [
          { kind: 'basic', user: 'a' },
          { kind: 'header', name: 'authorization', value: canary },
        ],
      },
      ['config/value-bad credentials'],
    ],
    [
      {
        credentials: [
          { kind: 'query', name: 'k', value: canary },
          { kind: 'query', name: 'k', value: 'b' },
        ],
      },
      ['config/value-bad credentials'],
    ],
    [
      {
        credentials: [
          { kind: 'bearer', token: 'a' },
          { kind: 'query', nam: 'k', value: canary },
        ],
      },
      ['config/missing credentials.of.1.name', 'config/unknown-field credentials.of.1.nam'],
    ],
    [{ proxy: `proxy.example:${canary}` }, ['config/proxy-url-bad proxy']],
    [{ proxy: { host: 'p.example', port: 1, password: 7 } }, ['config/value-bad proxy.password']],
    [{ ca: canary }, ['config/ca-file-unusable ca']],
    [{ ca: clientCertificate, systemCa: false }, ['config/ca-only-intermediate ca']],
    [{ systemCa: false }, ['config/value-bad systemCa']],
    [{ pin: 'ab' }, ['config/value-bad pin']],
    [
      { clientCertificate: { certificate: clientCertificate, key: strangerKey } },
      ['config/client-key-mismatch clientCertificate'],
    ],
    [
      { clientCertificate: { certificate: clientCertificate, key: encryptedClientKey, passphrase: canary } },
      ['config/client-key-passphrase clientCertificate'],
    ],
    [{ clientCertificate: { certificate: canary, key: clientKey } }, ['config/client-cert-not-pem clientCertificate']],
    [{ tags: Array.from({ length: 65 }, (_, i) => `t${i}`) }, ['config/value-bad tags']],
    [{ tags: 'a' }, ['config/value-bad tags']],
    [{ confidence: 101, colour: 'red' }, ['config/out-of-range confidence', 'config/unknown-field colour']],
  ])('%j', (input, expected) => {
    expect(problems(input)).toEqual(expected);
    expect(JSON.stringify(failureOf(() => parseSource({ ...least, ...input })))).not.toContain(canary);
  });
  it('with every problem in one line, and the setting that was meant', () => {
    const failure = failureOf(() => parseSource({ name: 'x', url: 'https://h.example', colection: 'c', attempts: 11 }));
    expect(failure.code).toBe('config/missing');
    expect(failure.message).toBe(
      'settings of source "x": collection is missing (text of 1 to 512 characters, no control characters); ' +
        'attempts 11 must be a whole number from 1 to 10; colection is no setting; did you mean collection?',
    );
    expect(failure.evidence).toMatchObject({ problems: [{}, {}, { nearest: 'collection' }] });
  });
  it('in the end always by a failure, whatever was given', () => {
    const keys = fc.constantFrom(...Object.keys(publicSettings(parseSource(least))), 'url', 'x', '__proto__');
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (input) => {
        try {
          parseSource(JSON.parse(JSON.stringify({ ...least, ...input })) as Record<string, JsonValue>);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          expect(Object.keys(configConditions)).toContain(error instanceof Failure ? error.code : '');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a change of settings', () => {
  const before = parseSource({
    ...least,
    port: 8443,
    credentials: { kind: 'basic', user: 'ann', password: 'pw' },
    timeouts: { stall: '90s' },
  });
  const changed = (changes: JsonObject): JsonObject => inClear(mergeSource(before, changes));

  it('leaves everything else as it is, secrets too', () => {
    expect(changed({})).toEqual(inClear(before));
    expect(changed({ age: '4d' })).toEqual({ ...inClear(before), age: 345_600_000 });
  });
  it('of one timeout keeps the others', () => {
    expect(changed({ timeouts: { connect: '5s' } })).toMatchObject({ timeouts: { connect: 5000, stall: 90_000 } });
  });
  it('of the address takes along what it implies', () => {
    expect(changed({ url: 'http://other.example/poll' })).toMatchObject({
      host: 'other.example',
      port: 80,
      https: false,
      path: '/poll',
      credentials: { user: 'ann', password: 'pw' },
    });
    expect(changed({ https: false }), 'a port of its own stays').toMatchObject({ port: 8443, https: false });
    expect(inClear(mergeSource(parseSource(least), { https: false }))).toMatchObject({ port: 80 });
    expect(changed({ host: 'other.example' })).toMatchObject({ host: 'other.example', port: 8443 });
  });
  it('of the path moves a key from it to the credentials, and keeps the others', () => {
    expect(changed({ path: '/new?key=k' })).toMatchObject({
      path: '/new',
      credentials: { kind: 'several', of: [{ user: 'ann' }, { kind: 'query', name: 'key', value: 'k' }] },
    });
  });
  it('can take back', () => {
    expect(changed({ credentials: null, proxy: null, subscription: null })).toMatchObject({
      credentials: { kind: 'none' },
    });
  });
  it('is checked like the whole', () => {
    expect(failureOf(() => changed({ age: '2d', segment: '3d' })).code).toBe('config/out-of-range');
    expect(failureOf(() => mergeSource(before, { ...publicSettings(before) })).message).toContain('*** is only how');
  });
});

describe('stored settings', () => {
  const settings = parseSource({
    ...least,
    interval: '0 6 * * *',
    credentials: { kind: 'header', name: 'Auth-Key', value: 'k' },
    clientCertificate: { certificate: clientCertificate, key: encryptedClientKey, passphrase: 'secret' },
    proxy: 'socks5://ann:pw@proxy.example',
    tags: ['한국'],
  });

  it('come back as they were', () => {
    const text = settingsCodec.encode(settings, firstRow);
    expect(inClear(settingsCodec.decode(text, 1))).toEqual(inClear(settings));
  });
  it('hold their secrets encrypted, each for its own row and field', () => {
    const text = settingsCodec.encode(settings, firstRow);
    for (const secret of ['"k"', 'secret"', '"pw"', 'PRIVATE KEY']) expect(text).not.toContain(secret);
    const fields = sealedSecrets(text, 1).map(({ path }) => path);
    expect(fields).toEqual([
      'credentials.value',
      'clientCertificate.key',
      'clientCertificate.passphrase',
      'proxy.password',
    ]);
    expect(() => inClear(settingsCodec.decode(text, 2))).toThrow('cannot be decrypted');
    const [first, second] = sealedSecrets(text, 1).map(({ sealed }) => sealed);
    const swapped = text
      .replace(first ?? '', '\0')
      .replace(second ?? '', first ?? '')
      .replace('\0', second ?? '');
    expect(() => inClear(settingsCodec.decode(swapped, 1))).toThrow('cannot be decrypted');
  });
  it('are encrypted anew each time', () => {
    expect(settingsCodec.encode(settings, firstRow)).not.toBe(settingsCodec.encode(settings, firstRow));
  });
  it('of an older program take the defaults of what it did not know', () => {
    const { tags: _, ...older } = inClear(settings);
    expect(settingsCodec.decode(JSON.stringify({ version: 2, settings: older }), 1).tags).toEqual([]);
  });
  it.each([
    '',
    '{',
    'null',
    '{"version":1,"settings":{}}',
    '{"version":2}',
    `{"version":2,"settings":{"x":"${canary}"}}`,
  ])('that are damaged are refused, and not shown: %s', (text) => {
    const failure = failureOf(() => settingsCodec.decode(text, 1));
    expect(failure.code).toBe('config/settings-damaged');
    expect(JSON.stringify(failure)).not.toContain(canary);
  });
});

describe('a list', () => {
  const list = { name: 'plain', url: 'https://lists.example.net/today/bad.txt?all=1' };
  it('is told by the name of its file, and always read whole', () => {
    expect(parseSource(list)).toMatchObject({
      kind: 'list',
      path: '/today/bad.txt?all=1',
      collection: 'bad.txt',
      collectionType: 'set',
      list: { format: 'auto', kinds: null, delimiter: null, header: 'auto', columns: {}, mapping: null },
    });
    expect(parseSource({ ...list, url: 'https://lists.example.net/', kind: 'list' })).toMatchObject({
      collection: 'lists.example.net',
    });
    expect(parseSource({ ...list, kind: 'taxii1', collection: 'c' })).toMatchObject({ kind: 'taxii1', list: null });
  });
  it('takes kinds, delimiter and columns', () => {
    const given = {
      format: 'csv',
      kinds: ['hash', 'ip'],
      delimiter: 'tab',
      columns: { value: 2, confidence: 'score' },
      mapping: 'each = items; value = ioc',
    };
    expect(parseSource({ ...list, list: given }).list).toEqual({
      format: 'csv',
      kinds: ['ip', 'md5', 'sha1', 'sha256', 'sha512'],
      delimiter: '\t',
      header: 'auto',
      columns: { value: '2', confidence: 'score' },
      mapping: 'each = items; value = ioc',
    });
  });
  it.each([
    ['config/value-bad list.kinds', { kinds: ['ip', 'phone'] }],
    ['config/value-bad list.kinds', { kinds: [] }],
    ['config/value-bad list.delimiter', { delimiter: 'ab' }],
    ['config/value-bad list.columns', { columns: { valeu: '1' } }],
    ['config/value-bad list.mapping', { mapping: 'valeu = a' }],
    ['config/value-bad list.format', { format: 'pdf' }],
  ])('refuses %s', (problem, given) => {
    expect(problemsOf({ ...list, list: given })).toEqual([problem]);
  });
  it('may be a file of this machine, and nothing else may', () => {
    const file = { name: 'plain', url: 'file:///srv/lists/bad.csv' };
    expect(parseSource(file)).toMatchObject({ kind: 'list', host: '', path: '/srv/lists/bad.csv' });
    expect(problemsOf({ ...file, credentials: { kind: 'bearer', token: 't' } })).toEqual([
      'config/value-bad credentials',
    ]);
    expect(problemsOf({ ...file, url: 'file://host.example/srv/bad.csv' })).toContain('config/url-bad url');
    expect(problemsOf({ name: 'x', host: '', kind: 'taxii2', collection: 'c' })).toEqual(['config/host-bad host']);
  });
  it('keeps what is not changed, and loses it with its kind', () => {
    const before = parseSource({ ...list, list: { kinds: ['ip'] } });
    expect(mergeSource(before, { list: { format: 'text' } }).list).toMatchObject({ format: 'text', kinds: ['ip'] });
    expect(mergeSource(before, { kind: 'taxii2', path: '/taxii2/' })).toMatchObject({ kind: 'taxii2', list: null });
    expect(problemsOf({ name: 'x', host: 'h.example', collection: 'c', list: {} })).toEqual(['config/value-bad list']);
  });
});

function problemsOf(input: JsonObject): string[] {
  const found = failureOf(() => parseSource(input)).evidence['problems'];
  return (found as { code: string; field: string }[]).map(({ code, field }) => `${code} ${field}`);
}

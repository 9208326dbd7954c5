import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { eachOf } from '../feed/credentials.ts';
import { takeApart, type TakenApart } from './take-apart.ts';

/** The address in one line: `https host 443 /path`. */
function shown({ https, host, port, path }: TakenApart): string {
  return `${https ? 'https' : 'http'} ${host} ${port} ${path}`;
}

/** Credentials with their secrets revealed. */
function login({ credentials }: TakenApart): unknown {
  if (credentials === null) return null;
  const ways = eachOf(credentials).map((way) => {
    switch (way.kind) {
      case 'basic':
        return [way.user, way.password.reveal()];
      case 'header':
      case 'query':
        return [way.name, way.value.reveal()];
      case 'bearer':
        return way.token.reveal();
      case 'oauth2':
      case 'login':
        return way.url;
    }
  });
  return ways.length > 1 ? ways : ways[0];
}

function failureOf(text: string): Failure {
  try {
    takeApart(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`${text} was taken`.slice(0, 200));
}

/** What comes of any text: an address of one good host, or a failure. */
function outcome(text: string): string {
  try {
    expect(takeApart(text).host).toMatch(/^[^\s/@A-Z]+$/);
    return 'address';
  } catch (error) {
    if (error instanceof Failure) return 'failure';
    throw error;
  }
}

describe('a pasted address', () => {
  it.each([
    ['https://taxii.example.net/taxii/poll/', 'https taxii.example.net 443 /taxii/poll/'],
    ['http://taxii.example.net:9000/services/discovery-a', 'http taxii.example.net 9000 /services/discovery-a'],
    ['taxii.example.net', 'https taxii.example.net 443 /'],
    ['taxii.example.net:80/x', 'http taxii.example.net 80 /x'],
    ['TAXII.Example.NET.:8443', 'https taxii.example.net 8443 /'],
    ['https://[2001:DB8::0:1]:8443/poll', 'https 2001:db8::1 8443 /poll'],
    ['[2001:db8::1]', 'https 2001:db8::1 443 /'],
    ['2001:db8::1', 'https 2001:db8::1 443 /'],
    [
      'https://피드.example/위협?a=b c#top'.replace(' ', '%20'),
      'https xn--hy1by72d.example 443 /%EC%9C%84%ED%98%91?a=b%20c',
    ],
    ['0x7f.1', 'https 127.0.0.1 443 /'],
    [' "<https://taxii.example.net/poll>" ', 'https taxii.example.net 443 /poll'],
    ['The feed\nis at https://taxii.example.net/poll/. Regards', 'https taxii.example.net 443 /poll/'],
    ['TAXII: https://taxii.example.net/poll;', 'https taxii.example.net 443 /poll'],
    ['https://taxii.example.net:443/', 'https taxii.example.net 443 /'],
    ['http://taxii.example.net:443/', 'http taxii.example.net 443 /'],
    ['https://taxii.example.net/a/../b', 'https taxii.example.net 443 /b'],
  ])('%s is %s', (text, expected) => {
    expect(shown(takeApart(text))).toBe(expected);
  });
  it.each([
    ['https://h.example/api/v1/taxii/taxii-discovery-service/', 'taxii1', 'discovery', null],
    ['https://h.example/api/v1/taxii/poll/', 'taxii1', 'poll', null],
    ['https://h.example/services/collection-management', 'taxii1', 'collections', null],
    ['https://h.example/inbox', 'taxii1', 'inbox', null],
    ['https://h.example/taxii2/', 'taxii2', 'discovery', null],
    ['https://h.example/api/v21/', 'taxii2', 'api-root', null],
    [
      'https://h.example/root/collections/91a7b528-80eb-42ed-a74d-c6fbd5a26116/',
      'taxii2',
      'collections',
      '91a7b528-80eb-42ed-a74d-c6fbd5a26116',
    ],
    ['https://h.example/root/collections/abc/objects/?limit=1', 'taxii2', 'objects', 'abc'],
    ['https://h.example/root/collections/High%20Value/objects', 'taxii2', 'objects', 'High Value'],
    ['https://h.example/api/v2/taxii/poll', 'taxii1', 'poll', null],
    ['https://h.example/', null, null, null],
  ])('%s looks like %s %s', (text, kind, role, collection) => {
    expect(takeApart(text)).toMatchObject({ kind, role, collection });
  });
  it.each([
    ['https://h.example/taxii2', '/taxii2/'],
    ['https://h.example/api1/collections/abc/objects/?limit=1', '/api1/'],
    ['https://h.example/api1/collections/abc/', '/api1/'],
    ['https://h.example/api1/collections/', '/api1/'],
    ['https://h.example/collections/a/collections/b/objects/indicator--1/', '/collections/a/'],
    ['https://h.example', '/'],
  ])('%s lies below the API root or discovery %s', (text, root) => {
    expect(takeApart(text).root).toBe(root);
  });
  it('keeps of its query what is no key', () => {
    const address = takeApart('https://ann:pw@h.example/feed?format=csv&apikey=s%20s');
    expect([shown(address), login(address)]).toEqual([
      'https h.example 443 /feed?format=csv',
      [
        ['ann', 'pw'],
        ['apikey', 's s'],
      ],
    ]);
  });
  it('has its user and password moved to where they belong', () => {
    const address = takeApart('https://gu%65st:p%40ss:word@taxii.example.net/poll');
    expect([shown(address), login(address)]).toEqual(['https taxii.example.net 443 /poll', ['guest', 'p@ss:word']]);
    expect(login(takeApart('key@taxii.example.net'))).toEqual(['key', '']);
  });
  it.each([
    ['', 'host'],
    ['https://', 'host'],
    ['https:///path', 'host'],
    ['feed .example', 'host'],
    ['https://feed .example/', 'host'],
    ['https://a..example/', 'host'],
    [`https://${'a'.repeat(64)}.example/`, 'host'],
    [`https://${'a.'.repeat(130)}example/`, 'host'],
    ['https://[2001:db8::1/', 'host'],
    ['https://[taxii.example.net]/', 'host'],
    ['https://256.1.1.1/', 'host'],
    ['https://taxii.example.net:99999/', 'port'],
    ['taxii.example.net:0', 'port'],
    ['taxii.example.net:https', 'port'],
    ['https://%ff@taxii.example.net/', 'user'],
    ['https://taxii.example.net/a b', 'path'],
    ['https://taxii.example.net/\u0000', 'path'],
  ])('%j cannot be read: its %s', (text, part) => {
    expect(failureOf(text)).toMatchObject({ code: 'config/url-bad', evidence: { part } });
  });
  it.each(['ftp://taxii.example.net/', 'javascript://x', 'ftp://h.example/etc/passwd', 'HTTPX://h.example'])(
    'of another scheme is refused: %s',
    (text) => {
      expect(failureOf(text).code).toBe('config/scheme');
    },
  );
  it.each([
    'https://ann:hunter2@bad host/',
    'https://ann:hun/ter2@h.example:x/',
    'ftp://ann:hunter2@h.example',
    'https://bad host/?key=hunter2',
  ])('never shows its password in a failure: %s', (text) => {
    expect(JSON.stringify(failureOf(text))).not.toMatch(/hun|ter2/);
  });
  it('ends in an address or a failure, whatever the text', () => {
    const piece = fc.constantFrom(
      'http',
      's',
      '://',
      '/',
      '@',
      ':',
      '.',
      'a',
      '[',
      ']',
      '::',
      '%',
      '80',
      ' ',
      "'",
      '"',
      'curl ',
      '-u',
      '-H',
      '\\',
      '\n',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (text) => {
        expect(outcome(text)).toMatch(/^(address|failure)$/);
      }),
      { numRuns: 2000 },
    );
  });
  // What would take longer than linear time would not end before the test's own limit.
  it('takes no time over a text made to be slow', () => {
    for (const piece of [' ', 'a ', 'http:', "'", '"\\', "$'", '@', ':', '[', '(', '?', 'curl "', '-H a: ', '-k ']) {
      for (const text of [piece.repeat(65_536), `curl ${piece.repeat(65_536)}`, `a ${piece.repeat(65_536)}`]) {
        expect(outcome(text)).toMatch(/^(address|failure)$/);
      }
    }
  });
  it('taken apart and put together is the same address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }), (text) => {
        const { https, host, port, path } = takeApart(text);
        const [before, after] = [new URL(text), new URL(`${https ? 'https' : 'http'}://${host}:${port}${path}`)];
        for (const key of ['origin', 'pathname', 'search'] as const) expect(after[key]).toBe(before[key]);
      }),
    );
  });
});

describe('a pasted curl line', () => {
  it.each([
    ["curl -u guest:guest 'https://h.example/poll'", ['guest', 'guest']],
    ['curl --user guest https://h.example/poll', ['guest', '']],
    ['curl -sSkuguest:a:b https://h.example/poll', ['guest', 'a:b']],
    ["curl https://h.example/poll -H 'Auth-Key: 0123' -H 'Content-Type: application/xml'", ['Auth-Key', '0123']],
    ['curl -H "Authorization: Bearer abc" https://h.example/poll', 'abc'],
    ['curl -H "authorization: Basic Z3Vlc3Q6Z3Vlc3Q=" https://h.example/poll', ['guest', 'guest']],
    ['curl -H "Authorization: Token abc def" https://h.example/poll', ['Authorization', 'Token abc def']],
    ['curl https://ann:pw@h.example/poll', ['ann', 'pw']],
    ['curl -H "Accept: */*" https://h.example/poll', null],
    ["curl 'https://h.example/poll?key=abc'", ['key', 'abc']],
    ["curl -G --data-urlencode 'api_key=a b&c' https://h.example/poll", ['api_key', 'a b&c']],
    [
      'curl -G -d token=abc --url-query key=d https://h.example/poll',
      [
        ['token', 'abc'],
        ['key', 'd'],
      ],
    ],
    ['curl --data-urlencode key=abc https://h.example/poll', null],
    ['curl -u a:b -H "Authorization: Bearer abc" https://h.example/poll', 'abc'],
    [
      'curl -u a:b -H "X-Key: c" -H "X-Token: d" "https://h.example/poll?key=e"',
      [
        ['a', 'b'],
        ['X-Key', 'c'],
        ['X-Token', 'd'],
        ['key', 'e'],
      ],
    ],
  ])('%s', (text, expected) => {
    const address = takeApart(text);
    expect([shown(address), login(address)]).toEqual(['https h.example 443 /poll', expected]);
  });
  it('may go over several lines, as browsers and documents write it', () => {
    const lines = [
      'curl -X POST \\',
      "  --data $'<taxii_11:Poll_Request xmlns=\\'x\\'/>' \\",
      '  -H "Content-Type: application/xml" --max-time 30 ^',
      '  --url https://h.example/poll/',
    ];
    expect(shown(takeApart(lines.join('\r\n')))).toBe('https h.example 443 /poll/');
  });
  it('tells of what cannot be taken over, and takes the proxy', () => {
    const { proxy, notes } = takeApart(
      'curl -k --cert me.pem --key me.key -x proxy.example:3128 -U ann:pw https://h.example/',
    );
    expect(proxy).toMatchObject({ kind: 'http', host: 'proxy.example', port: 3128, user: 'ann' });
    expect(proxy?.password?.reveal()).toBe('pw');
    expect(notes.map((note) => [note.code, note.message])).toEqual([
      ['config/insecure-option', 'curl -k was not taken over: certificates are verified'],
      ['config/file-elsewhere', 'the file "me.pem" has to be given here'],
      ['config/file-elsewhere', 'the file "me.key" has to be given here'],
    ]);
    expect(takeApart("curl -E 'a\\:b.pem:hunter2' https://h.example").notes.map(({ message }) => message)).toEqual([
      'the file "a:b.pem" has to be given here',
    ]);
    expect(takeApart('curl -x socks5h://proxy.example https://h.example').proxy).toMatchObject({
      kind: 'socks5',
      port: 1080,
    });
  });
  it('without an address, or with one that cannot be, is refused', () => {
    expect(failureOf('curl -u guest:hunter2').code).toBe('config/url-bad');
    expect(failureOf('curl -x proxy:x https://h.example').code).toBe('config/proxy-url-bad');
    expect(failureOf("curl -H 'Auth-Key: 키' https://h.example")).toMatchObject({
      code: 'config/header-chars',
      evidence: { name: 'Auth-Key', position: 1 },
    });
  });
});

describe('a list', () => {
  it.each([
    'https://lists.example.net/bad.txt',
    'https://lists.example.net/feed.csv?limit=5',
    'https://lists.example.net/urls.txt.gz',
    'https://lists.example.net/drop.netset',
    'lists.example.net/hosts',
    'https://private.intel.example.net/ctia/feed/feed-0a/view?s=sesame',
    'file:///srv/lists/bad',
  ])('is told by its name: %s', (text) => {
    expect(takeApart(text).kind).toBe('list');
  });
  it('may be a file of this machine, with blanks in its name', () => {
    const found = takeApart('file:///srv/my lists/bad.txt');
    expect(found).toMatchObject({ kind: 'list', host: '', path: '/srv/my%20lists/bad.txt' });
    expect(takeApart('file://localhost/srv/bad.txt').host).toBe('');
  });
});

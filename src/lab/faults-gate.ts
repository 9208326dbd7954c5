import { pollFault, type Fault, type Row, type Scene } from './fault.ts';
import { html, page, whole, type HttpReply } from './reply.ts';

/** What stands between a client and a server: content networks, web firewalls, portals, limits, redirects. */

type ReplyRow = readonly [...Row, reply: (scene: Scene) => HttpReply];

const nginx = { server: 'nginx' };
const cloudflare = { server: 'cloudflare', 'cf-ray': '8f0000000000abcd-ICN' };

function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return whole(status, 'text/plain', body, headers);
}

function pageOf(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>${body}</body></html>\n`;
}

const statuses: readonly ReplyRow[] = [
  [
    'http-414',
    'answers 414',
    'a front that finds the address too long',
    'http/414',
    () => page(414, 'Request-URI Too Large', nginx),
  ],
  [
    'http-417',
    'answers 417',
    'a proxy that does not like Expect',
    'http/status',
    () => page(417, 'Expectation Failed'),
  ],
  ['http-425', 'answers 425', 'a front that fears a replayed request', 'http/425', () => page(425, 'Too Early')],
  [
    'http-426',
    'answers 426 with Upgrade: h2c',
    'a server that has left HTTP/1.1 behind',
    'http/426',
    () => page(426, 'Upgrade Required', { upgrade: 'h2c' }),
  ],
  [
    'http-431',
    'answers 431',
    'a front with little room for headers',
    'http/431',
    () => page(431, 'Request Header Fields Too Large'),
  ],
  ['http-501', 'answers 501', 'a static web server', 'http/501', () => page(501, "Unsupported method ('POST')")],
  [
    'http-511',
    'answers 511 with a page to log in at',
    'a captive portal that follows RFC 6585',
    'http/511',
    () => page(511, 'Network Authentication Required'),
  ],
  [
    'http-521',
    'answers 521',
    'a content network whose origin is down',
    'http/52x',
    () => page(521, 'Web server is down', cloudflare),
  ],
  [
    'http-525',
    'answers 525',
    'a content network that has no TLS with its origin',
    'http/52x',
    () => page(525, 'SSL handshake failed', cloudflare),
  ],
  [
    'http-526',
    'answers 526',
    'a content network that does not trust its origin',
    'http/52x',
    () => page(526, 'Invalid SSL certificate', cloudflare),
  ],
  ['http-999', 'answers 999', 'a site that turns machines away', 'http/status', () => text(999, 'Request denied\n')],
  ['http-304', 'answers 304 Not Modified', 'a cache that answers a POST', 'http/status', () => text(304, '')],
];

const limits: readonly ReplyRow[] = [
  [
    'http-429-date',
    'answers 429 with a date in Retry-After',
    'a server asked too often',
    'http/429',
    ({ clock }) => text(429, 'Too Many Requests\n', { 'retry-after': new Date(clock.now() + 3_600_000).toUTCString() }),
  ],
  [
    'http-503-limit',
    'answers 503 with a long Retry-After',
    'a front that limits rates with 503',
    'http/503',
    () => page(503, '503 Service Temporarily Unavailable', { ...nginx, 'retry-after': '3600' }),
  ],
  [
    'waf-challenge',
    'answers 403 with a script that a browser must run',
    'a content network under attack',
    'http/403-waf',
    () =>
      whole(
        403,
        html,
        pageOf('Just a moment...', '<noscript>Enable JavaScript and cookies to continue</noscript>'),
        cloudflare,
      ),
  ],
  [
    'waf-akamai',
    'answers 403 "Access Denied" with a reference number',
    'a content network that blocks our address',
    'http/403-waf',
    () =>
      whole(403, html, pageOf('Access Denied', 'Reference #18.2d3c1602.1700000000.5a1b2c3'), { server: 'AkamaiGHost' }),
  ],
  [
    'waf-incident',
    'answers 403 with an incident number',
    'a web firewall in the cloud',
    'http/403-waf',
    () => whole(403, html, pageOf('', 'Request unsuccessful. Incapsula incident ID: 0-0')),
  ],
  [
    'waf-page-200',
    'answers 200 with the page of a web filter',
    'a filtering proxy of our own site',
    'body/html-portal',
    () => whole(200, html, pageOf('Web Page Blocked', 'Access to this web page has been blocked by FortiGuard.')),
  ],
];

function redirect(status: number, location: string): HttpReply {
  return page(status, 'Moved', { location });
}

const redirects: readonly ReplyRow[] = [
  [
    'redirect-port',
    'redirects to another port of the same host',
    'a service that has moved behind a front',
    'http/redirect',
    ({ ask, url }) => redirect(302, `${url.replace(/:\d+$/, ':9651')}${ask.path}`),
  ],
  [
    'redirect-308',
    'redirects for good to another path',
    'a service that has got a new version',
    'http/redirect',
    () => redirect(308, '/v2/taxii/poll/'),
  ],
  [
    'redirect-unreadable',
    'redirects to an address that is none',
    'a front with a broken template',
    'http/redirect-bad',
    () => redirect(302, 'http://[bad'),
  ],
  [
    'redirect-file',
    'redirects to a file',
    'an attack on whoever follows redirects',
    'http/redirect-bad',
    () => redirect(302, 'file:///etc/passwd'),
  ],
  [
    'redirect-portal',
    'redirects to the page of a captive portal on another host',
    'a guest network',
    'http/redirect',
    () => redirect(302, 'http://portal.example/hotspot?from=taxii'),
  ],
  [
    'redirect-sso',
    'redirects to a single sign-on',
    'a web front that wants a session',
    'http/redirect-login',
    () => redirect(303, 'https://id.example/oauth2/authorize?client_id=taxii'),
  ],
];

const pages: readonly (readonly [...Row, body: string])[] = [
  [
    'page-any',
    'answers 200 with a web page about the service',
    'the address of the web site instead of the service',
    'body/html-page',
    pageOf('Threat Portal', '<h1>Welcome</h1><p>Feeds for partners.</p>'),
  ],
  [
    'page-maintenance',
    'answers 200 with a page about maintenance',
    'a provider at work',
    'body/html-error',
    pageOf('Scheduled maintenance', '<p>We will be back soon.</p>'),
  ],
  [
    'page-trace',
    'answers 200 with the trace of a program',
    'a server in debug mode',
    'body/html-error',
    pageOf('TAXII', '<pre>Traceback (most recent call last):\n  File "services.py", line 12</pre>'),
  ],
  [
    'page-portal-login',
    'answers 200 with a portal that asks for user and password',
    'a hotel',
    'body/html-portal',
    pageOf('Guest network', '<form action="http://portal.example/"><input name="room"><input type="password"></form>'),
  ],
];

function hasCredentials({ ask }: Scene): boolean {
  return ask.headers.authorization !== undefined;
}

const challenge = { 'www-authenticate': 'Basic realm="taxii"' };

/** What depends on credentials. */
const guards: readonly Fault[] = [
  pollFault(
    ['credentials-refused', 'answers 401 to whoever shows credentials', 'a front that knows no users', null],
    () => page(401, 'Unauthorized', challenge),
    (ask) => ask.headers.authorization !== undefined,
  ),
  pollFault(
    [
      'credentials-not-entitled',
      'answers 403 to whoever shows credentials, and 401 to others',
      'an account without rights',
      'http/401-no-credentials',
    ],
    (scene) => (hasCredentials(scene) ? text(403, 'Not entitled\n') : page(401, 'Unauthorized', challenge)),
  ),
  pollFault(
    ['redirect-clear', 'redirects to http', 'a front that forgets how it was reached', 'http/redirect-loop'],
    ({ ask }) => redirect(302, `http://${ask.headers.host ?? ''}${ask.path}`),
  ),
];

/** Faults of what stands before the server. */
export const gateFaults: readonly Fault[] = [
  ...guards,
  ...[...statuses, ...limits, ...redirects].map(([name, title, imitates, expects, reply]) =>
    pollFault([name, title, imitates, expects], reply),
  ),
  ...pages.map(([name, title, imitates, expects, body]) =>
    pollFault([name, title, imitates, expects], () => whole(200, html, body)),
  ),
];

import type { Code } from '../base/failure.ts';
import { asksForData, pollFault, type Fault, type Row, type Scene } from './fault.ts';
import { html, page, whole, type HttpReply } from './reply.ts';

type StatusRow = readonly [...Row, reply: () => HttpReply];

const cloudflare = { server: 'cloudflare', 'cf-ray': '8f0000000000abcd-ICN' };
const nginx = { server: 'nginx' };

function text(status: number, body: string): HttpReply {
  return whole(status, 'text/plain', body);
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return whole(status, 'application/json', JSON.stringify(body), headers);
}

/** Every status that a poll meets in the field. */
const statuses: readonly StatusRow[] = [
  [
    'http-400',
    'answers 400 "Request Failed"',
    'a hub whose back end refuses the query',
    'http/400',
    () => text(400, 'Request Failed\n'),
  ],
  [
    'http-400-tls-port',
    'answers 400 "plain HTTP request was sent to HTTPS port"',
    'nginx asked over http:// on its TLS port',
    'http/port-is-tls',
    () => page(400, '400 The plain HTTP request was sent to HTTPS port', nginx),
  ],
  [
    'http-401',
    'answers 401 whatever the credentials',
    'a server that knows neither user nor password',
    'http/401-no-credentials',
    () => page(401, 'Unauthorized', { 'www-authenticate': 'Basic realm="taxii"' }),
  ],
  [
    'http-402',
    'answers 402',
    'a provider whose invoice is open',
    'http/402',
    () => json(402, { error: 'subscription required' }),
  ],
  [
    'http-403',
    'answers 403',
    'a server where this account has no right to the feed',
    'http/403',
    () => json(403, { error: 'forbidden', message: 'Your subscription does not include this feed' }),
  ],
  [
    'http-403-waf',
    'answers 403 with the page of a web firewall',
    'a content network that blocks our address',
    'http/403-waf',
    () => page(403, 'Attention Required! | Cloudflare', cloudflare),
  ],
  ['http-404', 'answers 404', 'a server that has nothing at this path', 'http/404', () => page(404, 'Not Found')],
  [
    'http-405',
    'answers 405',
    'a web page or TAXII 2 root that takes GET only',
    'http/405',
    () => page(405, 'Method Not Allowed', { allow: 'GET, HEAD, OPTIONS' }),
  ],
  [
    'http-406',
    'answers 406',
    'a server of another TAXII version',
    'http/406',
    () => json(406, { title: 'Not Acceptable', http_status: '406' }),
  ],
  [
    'http-408',
    'answers 408',
    'a front that gave up waiting for the request',
    'http/408',
    () => page(408, 'Request Timeout', nginx),
  ],
  ['http-410', 'answers 410', 'a feed that has ended', 'http/410', () => page(410, 'Gone')],
  [
    'http-411',
    'answers 411',
    'a front that wants Content-Length',
    'http/status',
    () => page(411, 'Length Required', nginx),
  ],
  [
    'http-413',
    'answers 413',
    'a front that finds the request or its span too large',
    'http/413',
    () => page(413, 'Request Entity Too Large', nginx),
  ],
  [
    'http-415',
    'answers 415',
    'a server that wants another content type',
    'http/415',
    () => page(415, 'Unsupported Media Type'),
  ],
  ['http-421', 'answers 421', 'a server reached by the wrong name', 'http/421', () => page(421, 'Misdirected Request')],
  [
    'http-429',
    'answers 429 with Retry-After: 2',
    'a server asked too often',
    'http/429',
    () => whole(429, 'text/plain', 'Too Many Requests\n', { 'retry-after': '2' }),
  ],
  [
    'http-429-long',
    'answers 429 with Retry-After: 3600',
    'a server whose daily quota is used up',
    'http/429',
    () => whole(429, 'text/plain', 'Quota exceeded\n', { 'retry-after': '3600' }),
  ],
  ['http-451', 'answers 451', 'a feed closed by law', 'http/451', () => page(451, 'Unavailable For Legal Reasons')],
  ['http-500', 'answers 500', 'a server with a bug', 'http/500', () => page(500, 'Internal Server Error')],
  ['http-502', 'answers 502', 'a front whose back end restarts', 'http/502', () => page(502, '502 Bad Gateway', nginx)],
  [
    'http-503',
    'answers 503 with Retry-After: 2',
    'a server that is overloaded',
    'http/503',
    () => page(503, 'Service Unavailable', { 'retry-after': '2' }),
  ],
  [
    'http-503-bare',
    'answers 503 without Retry-After',
    'a server under maintenance',
    'http/503',
    () => page(503, 'Service Unavailable'),
  ],
  [
    'http-504',
    'answers 504',
    'a front whose back end is too slow',
    'http/504',
    () => page(504, '504 Gateway Time-out', nginx),
  ],
  [
    'http-520',
    'answers 520',
    'a content network that cannot reach its origin',
    'http/52x',
    () => page(520, 'Web server is returning an unknown error', cloudflare),
  ],
];

/** Faults that show only where the slash at the end of the poll address was forgotten. */
const slashes: readonly (readonly [...Row, reply: (scene: Scene) => HttpReply])[] = [
  [
    'slash-405',
    'answers 405 when the slash at the end of the poll address is missing',
    'servers whose path without slash is a web page',
    'http/405',
    () => page(405, 'Method Not Allowed', { allow: 'GET, HEAD' }),
  ],
  [
    'slash-500',
    'answers 500 when the slash at the end of the poll address is missing',
    'Django in debug mode',
    'http/500-slash',
    ({ ask }) =>
      whole(
        500,
        html,
        `<h1>RuntimeError at ${ask.path}</h1><p>You called this URL via POST, but the URL doesn't end in a slash and you have APPEND_SLASH set.</p>`,
      ),
  ],
  [
    'slash-redirect',
    'redirects to the poll address with a slash at its end',
    'Apache, nginx, Flask',
    'http/redirect-slash',
    ({ ask }) => redirect(301, `${ask.path}/`),
  ],
];

function redirect(status: number, location: string): HttpReply {
  return page(status, 'Moved', { location });
}

const redirects: readonly (readonly [...Row, reply: (scene: Scene) => HttpReply])[] = [
  [
    'redirect-host',
    'redirects to another host',
    'a provider that has moved',
    'http/redirect',
    () => redirect(302, 'https://taxii.moved.example/taxii/poll/'),
  ],
  [
    'redirect-login',
    'redirects to a login page',
    'a web front that wants a session',
    'http/redirect-login',
    () => redirect(302, '/accounts/login/?next=/taxii/poll/'),
  ],
  [
    'redirect-loop',
    'redirects to itself',
    'a front and a server that disagree about the address',
    'http/redirect-loop',
    ({ ask, url }) => redirect(302, url + ask.path),
  ],
  [
    'redirect-private',
    'redirects to an address of the inner network',
    'an attack on whoever follows redirects',
    'http/redirect-private',
    () => redirect(302, 'http://169.254.169.254/latest/meta-data/'),
  ],
  [
    'redirect-nowhere',
    'redirects without saying where',
    'a broken front',
    'http/redirect-bad',
    () => page(302, 'Found'),
  ],
];

const loginPage =
  '<!DOCTYPE html>\n<html><head><title>Sign in - Threat Portal</title></head><body><form action="/login" method="post">' +
  '<input type="text" name="user"><input type="password" name="password"><button>Sign in</button></form></body></html>\n';
const portalPage =
  '<!DOCTYPE html>\n<html><head><title>Guest network: please accept the terms</title></head><body>' +
  '<form action="http://portal.example/accept" method="post"><button>Accept and go online</button></form></body></html>\n';
const errorPage =
  '<!DOCTYPE html>\n<html><head><title>Something went wrong</title></head><body><h1>We are sorry</h1>' +
  '<p>An unexpected error has occurred. Our team has been informed.</p></body></html>\n';

const pages: readonly (readonly [name: string, title: string, imitates: string, expects: Code, body: string])[] = [
  ['page-login', 'answers 200 with a login page', 'a web front before the service', 'body/html-login', loginPage],
  [
    'page-portal',
    'answers 200 with the page of a captive portal',
    'a guest network, a proxy that wants consent',
    'body/html-portal',
    portalPage,
  ],
  ['page-error', 'answers 200 with an error page', 'a server that hides its errors', 'body/html-error', errorPage],
];

/** Faults told by the HTTP status, and web pages where a message should be. */
export const httpFaults: readonly Fault[] = [
  ...statuses.map(([name, title, imitates, expects, reply]) => pollFault([name, title, imitates, expects], reply)),
  ...slashes.map(([name, title, imitates, expects, reply]) =>
    pollFault([name, title, imitates, expects], reply, (ask) => !ask.path.endsWith('/')),
  ),
  ...redirects.map(([name, title, imitates, expects, reply]) => pollFault([name, title, imitates, expects], reply)),
  ...pages.map(([name, title, imitates, expects, body]) =>
    pollFault([name, title, imitates, expects], () => whole(200, html, body)),
  ),
  pollFault(
    ['empty-body', 'answers 200 with no body at all', 'servers that give up on long spans', 'body/empty'],
    () => whole(200, 'application/xml', ''),
    asksForData,
  ),
  pollFault(
    ['http-204', 'answers 204 No Content', 'servers that have nothing new', 'http/status'],
    () => ({ kind: 'http', status: 204, headers: {}, body: [] }),
    asksForData,
  ),
];

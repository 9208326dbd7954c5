import type { Code } from '../../base/failure.ts';
import { proxyFault, type ProxyFault, type ProxyRow } from './fault.ts';
import { hearConnect, openTunnel, proxyServer, reply, says, type Behaviour, type Telling } from './serve.ts';

const html = 'Content-Type: text/html\r\n';
const page = (title: string): string => `<html><head><title>${title}</title></head><body>${title}</body></html>`;

type Answer = readonly [
  id: string,
  status: string,
  headers: string,
  body: string,
  imitates: string,
  expects: Code,
  title?: string,
];

/** What a proxy says in place of opening a tunnel. */
const answers: readonly Answer[] = [
  ['400', '400 Bad Request', '', '', 'a proxy that forbids tunnels', 'proxy/method-not-allowed'],
  ['403', '403 Forbidden', 'X-Squid-Error: ERR_ACCESS_DENIED 0\r\n', '', 'a rule of Squid', 'proxy/denied'],
  [
    '403-page',
    '403 Forbidden',
    html,
    page('Web Page Blocked'),
    'a web gateway with categories',
    'proxy/denied',
    'answers 403 with a page that says "blocked"',
  ],
  ['404', '404 Not Found', '', '', 'a web server in place of a proxy', 'proxy/not-a-proxy'],
  [
    '405',
    '405 Method Not Allowed',
    'Allow: GET, POST\r\n',
    '',
    'a web server in place of a proxy',
    'proxy/method-not-allowed',
  ],
  ['501', '501 Not Implemented', '', '', 'a proxy for plain HTTP only', 'proxy/method-not-allowed'],
  ['500', '500 Internal Server Error', '', '', 'a proxy in trouble', 'proxy/cannot-reach'],
  ['502', '502 Bad Gateway', '', '', 'a proxy whose own way out is cut', 'proxy/cannot-reach'],
  [
    '503',
    '503 Service Unavailable',
    'X-Squid-Error: ERR_CONNECT_FAIL 111\r\n',
    '',
    'Squid before a dead server',
    'proxy/cannot-reach',
  ],
  [
    '503-dns',
    '503 Service Unavailable',
    'X-Squid-Error: ERR_DNS_FAIL 0\r\n',
    '',
    'Squid that cannot resolve the name',
    'proxy/cannot-resolve',
    'answers 503 and says that it cannot resolve the name',
  ],
  ['504', '504 Gateway Timeout', '', '', 'a proxy whose own way out is slow', 'proxy/cannot-reach'],
  [
    '302',
    '302 Found',
    'Location: http://portal.practice.example/login\r\n',
    '',
    'a captive portal',
    'proxy/portal',
    'sends to a page to log in at',
  ],
  ['511', '511 Network Authentication Required', html, page('Log in'), 'a captive portal', 'proxy/portal'],
  [
    '200-page',
    '200 OK',
    html,
    page('Web Page Blocked'),
    'a web gateway that blocks with a page',
    'proxy/page-not-tunnel',
    'answers 200 with a page in place of a tunnel',
  ],
];

const refusals: readonly ProxyFault[] = answers.map(([id, status, headers, body, imitates, expects, title]) =>
  proxyFault(
    [`proxy-${id}`, title ?? `answers ${status}`, imitates, expects],
    proxyServer(says(reply(status, headers, body))),
  ),
);

const user = 'practice';
const password = 'correct horse';
const challenges = {
  basic: 'Proxy-Authenticate: Basic realm="practice"\r\n',
  windows: 'Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n',
  both: 'Proxy-Authenticate: NTLM\r\nProxy-Authenticate: Basic realm="practice"\r\n',
} as const;

/** Lets in whoever shows this user and password, and asks everybody else who they are. */
function demands(
  challenge: keyof typeof challenges,
  by: { user: string; password: string } = { user, password },
): Behaviour {
  const right = `Basic ${Buffer.from(`${by.user}:${by.password}`).toString('base64')}`;
  return (socket, place) =>
    hearConnect(socket, (ask) => {
      if (ask.authorization === right && challenge !== 'windows') openTunnel(socket, ask, place);
      else socket.end(reply('407 Proxy Authentication Required', challenges[challenge]));
    });
}

function demanding(row: ProxyRow, talk: Behaviour, telling: Telling = {}): ProxyFault {
  return proxyFault(row, proxyServer(talk, telling));
}

const authentication: readonly ProxyFault[] = [
  demanding(
    ['proxy-407', 'demands a user and gets none', 'a proxy of a company', 'proxy/auth-needed'],
    demands('basic'),
  ),
  demanding(
    ['proxy-407-wrong', 'gets a wrong password', 'a password that was changed', 'proxy/auth-bad'],
    demands('basic'),
    { login: { user, password: 'wrong' } },
  ),
  demanding(['proxy-407-right', 'gets the right password', 'a proxy that is well', null], demands('basic'), {
    login: { user, password },
  }),
  demanding(
    ['proxy-407-not-ascii', 'gets a user and a password in Korean', 'a proxy that is well', null],
    demands('basic', { user: '사용자', password: '비밀번호' }),
    { login: { user: '사용자', password: '비밀번호' } },
  ),
  demanding(
    ['proxy-407-windows', 'takes NTLM and Negotiate only', 'a proxy of a Windows domain', 'proxy/auth-scheme'],
    demands('windows'),
    { login: { user, password } },
  ),
  demanding(
    [
      'proxy-407-windows-none',
      'takes NTLM and Negotiate only, and gets nothing',
      'a proxy of a Windows domain',
      'proxy/auth-scheme',
    ],
    demands('windows'),
  ),
  demanding(
    ['proxy-407-both', 'takes Basic besides NTLM', 'a proxy of a Windows domain with an old scheme left on', null],
    demands('both'),
    { login: { user, password } },
  ),
  demanding(
    ['proxy-407-unsaid', 'demands a user without saying how', 'a broken proxy', 'proxy/auth-needed'],
    says(reply('407 Proxy Authentication Required')),
  ),
  demanding(
    ['proxy-407-in-clear', 'demands a user for a source without TLS', 'a proxy of a company', 'proxy/auth-needed'],
    demands('basic'),
    { settings: { https: false, ca: null } },
  ),
];

/** How an HTTP proxy refuses. */
export const answerFaults: readonly ProxyFault[] = [...refusals, ...authentication];

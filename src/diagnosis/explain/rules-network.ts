import { anyOf, certain, likely, oneOf, type Rule, type Ruling } from './verdict.ts';

const silent = oneOf('tcp/timeout', 'tcp/port-filtered', 'tcp/egress-blocked', 'tcp/proxy-required', 'tcp/path-silent');
const refused = likely('tcp/refused', 'tcp/rejected-by-firewall');
const unreachable = likely('tcp/host-unreachable', 'tcp/admin-prohibited', 'tcp/host-down-lan');
const cut = anyOf('http/reset', 'tls/peer-cuts', 'tcp/reset');
const noName = likely('dns/nxdomain', 'dns/no-address');
const noResolver = anyOf('dns/servfail', 'dns/timeout', 'dns/resolver-down');

/** Error numbers of Linux, and those of BSD on which the reference product runs. */
export const byErrno: ReadonlyMap<number, Ruling> = new Map<number, Ruling>([
  [-5, certain('dns/no-address')],
  [-3, noResolver],
  [-2, noName],
  [8, noName],
  [13, certain('tcp/local-policy')],
  [24, certain('host/fd-limit')],
  [28, certain('host/disk-full')],
  [32, cut],
  [49, certain('host/no-local-ports')],
  [51, certain('tcp/no-route')],
  [54, cut],
  [60, silent],
  [61, refused],
  [65, unreachable],
  [99, certain('host/no-local-ports')],
  [101, certain('tcp/no-route')],
  [104, cut],
  [110, silent],
  [111, refused],
  [113, unreachable],
]);

/** What happened on the way to a proxy, by what would have happened on the way to the server. */
export const atProxy: Readonly<Record<string, Ruling>> = {
  'tcp/refused': certain('proxy/refused'),
  'tcp/timeout': certain('proxy/timeout'),
  'tcp/no-route': certain('proxy/unreachable'),
  'tcp/host-unreachable': certain('proxy/unreachable'),
  'http/reset': certain('proxy/reset'),
  'dns/nxdomain': certain('proxy/dns'),
  'dns/no-address': certain('proxy/dns'),
  'dns/servfail': certain('proxy/dns'),
  'http/no-answer-closed': certain('proxy/closes'),
};

/** A proxy that failed without saying how. */
export const someProxyFault = anyOf('proxy/refused', 'proxy/timeout', 'proxy/dns', 'proxy/closes');

/** What a proxy answers to the wish for a tunnel. */
export const byTunnelStatus: Readonly<Record<number, Ruling>> = {
  400: certain('proxy/method-not-allowed'),
  403: certain('proxy/denied'),
  405: certain('proxy/method-not-allowed'),
  407: anyOf('proxy/auth-needed', 'proxy/auth-bad', 'proxy/auth-scheme'),
  501: certain('proxy/method-not-allowed'),
  502: certain('proxy/cannot-reach'),
  503: certain('proxy/cannot-reach'),
  504: certain('proxy/cannot-reach'),
};

/** Names, connections and answers, where no number tells. */
export const networkRules: readonly Rule[] = [
  [/no address associated with/i, certain('dns/no-address')],
  [/name or service not known|nodename nor servname|name resolution error|getaddrinfo failed/i, noName],
  [/temporary failure in name resolution/i, noResolver],
  [/remote ?disconnected|without response|badstatusline/i, certain('http/no-answer-closed')],
  [/incompleteread|connection broken|more expected/i, certain('http/truncated')],
  [/handshake operation timed out|_ssl\.c:\d{1,5}: timed out/i, certain('tls/timeout')],
  [/read timed out|read timeout|readtimeout/i, likely('http/slow-server', 'http/stalled')],
  [/connection refused/i, refused],
  [/no route to host/i, unreachable],
  [/network is (?:unreachable|down)/i, certain('tcp/no-route')],
  [/connection reset|broken pipe|connection aborted/i, cut],
  [/connection timed out|operation timed out|connect timeout|connecttimeout|timed out/i, silent],
  [/too many open files/i, certain('host/fd-limit')],
  [/no space left/i, certain('host/disk-full')],
  [/memoryerror|out of memory/i, certain('host/parser-out-of-memory')],
  [/database is locked/i, certain('host/db-busy')],
  [/redirect/i, likely('http/redirect-loop', 'http/redirect-login')],
  // The rest of a chain that the log elided: it failed before an answer came.
  [
    /newconnectionerror|failed to establish a new connection|max retries exceeded/i,
    anyOf('tcp/timeout', 'tcp/refused', 'dns/nxdomain', 'tcp/no-route'),
  ],
];

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '../catalogue.ts';
import { classify } from './reason.ts';
import { contentRules, gateRules, settingRules, taxiiTypeRules, taxiiWordRules } from './rules-content.ts';
import { atProxy, byErrno, byTunnelStatus, networkRules } from './rules-network.ts';
import { tlsRules } from './rules-tls.ts';

const pool = (cause: string, host = "host='taxii.example.net', port=443"): string =>
  `Taxii Error: HTTPSConnectionPool(${host}): Max retries exceeded with url: /taxii/poll/ (Caused by ${cause})`;
const connection = (cause: string): string =>
  pool(
    `NewConnectionError('<requests.packages.urllib3.connection.VerifiedHTTPSConnection object at 0x810>: ${cause}',)`,
  );

describe('a reason in the log of the reference product', () => {
  it.each([
    [connection('Failed to establish a new connection: [Errno -2] Name or service not known'), 'dns/nxdomain'],
    [connection('[Errno -3] Temporary failure in name resolution'), 'dns/servfail'],
    [connection('[Errno -5] No address associated with hostname'), 'dns/no-address'],
    [connection('[Errno 113] No route to host'), 'tcp/host-unreachable'],
    [connection('[Errno 65] No route to host'), 'tcp/host-unreachable'],
    [connection('[Errno 101] Network is unreachable'), 'tcp/no-route'],
    [connection('[Errno 51] Network is unreachable'), 'tcp/no-route'],
    [connection('[Errno 60] Operation timed out'), 'tcp/timeout'],
    [connection('[Errno 61] Connection refused'), 'tcp/refused'],
    [connection('[Errno 104] Connection reset by peer'), 'http/reset'],
    [connection('[Errno 54] Connection reset by peer'), 'http/reset'],
    [`('Connection aborted.', BadStatusLine("''",))`, 'http/no-answer-closed'],
    ['HTTPSConnectionPool(host=h.example, port=443): Read timed out. (read timeout=60)', 'http/slow-server'],
    ['IncompleteRead(0 bytes read, 8000 more expected)', 'http/truncated'],
    [
      pool(`ProxyError('Cannot connect to proxy.', NewConnectionError('[Errno 111] Connection refused'))`),
      'proxy/refused',
    ],
    [pool(`ProxyError('Cannot connect to proxy.', timeout('timed out',))`), 'proxy/timeout'],
    [
      pool(`ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden',))`),
      'proxy/denied',
    ],
    [
      pool(`ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 503 Service Unavailable',))`),
      'proxy/cannot-reach',
    ],
    [`'407'`, 'proxy/auth-needed'],
    [
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1129)',
      'tls/expired-leaf',
    ],
    ['certificate verify failed: certificate is not yet valid', 'tls/not-yet-valid'],
    [`hostname 'a.example' doesn't match 'b.example'`, 'tls/name-mismatch'],
    ['certificate verify failed: self signed certificate (_ssl.c:1129)', 'tls/self-signed'],
    ['certificate verify failed: self-signed certificate in certificate chain', 'tls/unknown-root'],
    ['[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:590)', 'tls/server-too-old'],
    ['[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:590)', 'tls/handshake-refused'],
    ['[SSL: UNKNOWN_PROTOCOL] unknown protocol (_ssl.c:590)', 'tls/not-tls'],
    ['[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)', 'tls/not-tls'],
    ['tlsv13 alert certificate required', 'tls/client-cert-needed'],
    ['EOF occurred in violation of protocol (_ssl.c:590)', 'tls/peer-cuts'],
    [pool('SSLError(1, u'), 'tls/failed'],
    [`'403'`, 'http/403'],
    [`'406'`, 'http/406'],
    [`'429'`, 'http/429'],
    [`'500'`, 'http/500'],
    [`'502'`, 'http/502'],
    [`'504'`, 'http/504'],
    [`'411'`, 'http/status'],
    [`'525'`, 'http/52x'],
    [`'302'`, 'http/redirect'],
    ['503 Server Error: Service Unavailable for url: https://h.example/', 'http/503'],
    ["Start tag expected, '<' not found, line 1, column 1", 'body/not-xml'],
    ['XML Parising Error: Premature end of data in tag Poll_Response line 2', 'xml/truncated'],
    ['XML Parising Error: no element found (line 812)', 'xml/truncated'],
    [`AttValue: " or ' expected, line 1`, 'xml/malformed'],
    ['Extra content at the end of the document', 'xml/malformed'],
    ["Entity 'nope' not defined, line 3", 'xml/forbidden-entity'],
    ['PCDATA invalid Char value 11', 'xml/malformed'],
    ['xmlSAX2Characters: huge text node', 'xml/forbidden-token'],
    ['BAD_MESSAGE: The message could not be parsed', 'taxii/bad-message'],
    ['DENIED: Subscription id is required', 'taxii/subscription-needed'],
    ['DENIED: Poll fulfilment is not supported', 'taxii/denied'],
    ['FAILURE: The collection is not available', 'taxii/collection-unavailable'],
    ['FAILURE: Message not supported by this service', 'taxii/wrong-service'],
    ['FAILURE: Header X-TAXII-Protocol was not specified', 'taxii/headers'],
    ['FAILURE: The content is not available now and the request has allow_asynch set to false', 'taxii/async-refused'],
    ['FAILURE: failure while executing the message handler', 'taxii/failure'],
    ['NOT_FOUND: Requested collection was not found', 'taxii/collection-not-found'],
    ['NOT_FOUND: no such subscription', 'taxii/subscription-unknown'],
    ['POLLING_UNSUPPORTED: ', 'taxii/polling-unsupported'],
    ['RETRY: busy', 'taxii/retry'],
    ['UNAUTHORIZED: ', 'taxii/unauthorized'],
    ['UNSUPPORTED_MESSAGE: ', 'taxii/version-unsupported'],
    ['UNSUPPORTED_CONTENT: ', 'taxii/content-binding'],
    ['UNSUPPORTED_QUERY: ', 'taxii/query'],
    ['PENDING: ', 'taxii/pending'],
    ['ASYNCHRONOUS_POLL_ERROR: ', 'taxii/async-error'],
    ['INVALID_RESPONSE_PART: ', 'taxii/invalid-part'],
    ['NETWORK_ERROR: ', 'taxii/network-error'],
    ['DESTINATION_COLLECTION_ERROR: ', 'taxii/destination'],
    ['Invalid Collection name', 'taxii/collection-not-found'],
    ['[Errno 28] No space left on device', 'host/disk-full'],
    ['something that nobody has met', 'bug/unknown'],
    ['', 'bug/unknown'],
  ])('%s is %s', (reason, code) => {
    expect(classify(reason).code).toBe(code);
  });
  it.each([
    ["host='taxii.example.net', port=443", 'taxii.example.net'],
    ['host=taxii.example.net, port=443', 'taxii.example.net'],
    ['host=otx.example.comport=443', 'otx.example.com'],
    ['host= otx.example.comport, port=443', 'otx.example.comport'],
    ['host=‘taxii.example.net’, port=443', 'taxii.example.net'],
  ])('carries its place in %s', (place, host) => {
    const { evidence } = classify(pool("NewConnectionError(': [Errno 110] Connection timed out',)", place));
    expect(evidence).toEqual({ host, port: 443, path: '/taxii/poll/', errno: 110 });
  });
  it('says when it fits several, and which', () => {
    expect(classify('[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:590)')).toMatchObject({
      certainty: 'one-of',
      alternatives: expect.arrayContaining(['tls/unknown-root', 'tls/missing-intermediate', 'tls/inspection']),
    });
    expect(classify("'400'").alternatives).toEqual(['taxii/wrong-service', 'http/port-is-tls']);
    expect(classify('HTTP Error: status code 503 service unavailable')).toMatchObject({ certainty: 'certain' });
  });
});

it('names only codes of the catalogue', () => {
  const rules = [gateRules, settingRules, contentRules, taxiiWordRules, taxiiTypeRules, networkRules, tlsRules].flat();
  const rulings = [
    ...rules.map(([, ruling]) => ruling),
    ...byErrno.values(),
    ...Object.values(atProxy),
    ...Object.values(byTunnelStatus),
  ];
  for (const { code, alternatives } of rulings) {
    for (const one of [code, ...alternatives]) expect(lookUp(one), one).toBeDefined();
  }
});
it('judges any reason, in time that its length bounds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (reason) => {
      expect(lookUp(classify(reason).code)).toBeDefined();
    }),
  );
  const began = performance.now();
  for (const unit of [
    'host=',
    'host',
    ' ',
    '(',
    "'",
    'certificate ',
    'errno ',
    'feature key ',
    'Entity ',
    'FAILURE :',
    '4',
  ])
    classify(unit.repeat(20_000));
  expect(performance.now() - began).toBeLessThan(1000);
});

describe('numbers alone', () => {
  it.each([
    [-5, 'dns/no-address'],
    [-3, 'dns/servfail'],
    [-2, 'dns/nxdomain'],
    [8, 'dns/nxdomain'],
    [13, 'tcp/local-policy'],
    [24, 'host/fd-limit'],
    [28, 'host/disk-full'],
    [32, 'http/reset'],
    [49, 'host/no-local-ports'],
    [51, 'tcp/no-route'],
    [54, 'http/reset'],
    [60, 'tcp/timeout'],
    [61, 'tcp/refused'],
    [65, 'tcp/host-unreachable'],
    [99, 'host/no-local-ports'],
    [101, 'tcp/no-route'],
    [104, 'http/reset'],
    [110, 'tcp/timeout'],
    [111, 'tcp/refused'],
    [113, 'tcp/host-unreachable'],
  ])('tell where no words do: [Errno %i]', (number, code) => {
    expect(classify(connection(`[Errno ${number}]`)).code).toBe(code);
    expect(byErrno.size).toBe(20);
  });
});

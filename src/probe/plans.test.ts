import { describe, expect, it } from 'vitest';
import { plans } from './plans.ts';

/** The failures after which something is asked again; what is not here tells all by itself. */
const whatever = `
  dns/nxdomain
  dns/resolver-down
  dns/timeout
  http/410
  http/no-answer-closed
  http/port-is-tls
  http/redirect
  http/reset
  proxy/cannot-reach
  proxy/cannot-resolve
  proxy/closes
  proxy/denied
  proxy/dns
  proxy/method-not-allowed
  proxy/refused
  proxy/reset
  proxy/silent
  proxy/timeout
  proxy/tls
  proxy/tunnel-cut
  proxy/unreachable
  tcp/host-unreachable
  tcp/no-route
  tcp/refused
  tcp/timeout
  tls/bad-signature
  tls/expired-intermediate
  tls/expired-leaf
  tls/handshake-refused
  tls/inspection
  tls/ip-in-url
  tls/missing-intermediate
  tls/name-mismatch
  tls/no-common-cipher
  tls/not-tls
  tls/not-yet-valid
  tls/peer-cuts
  tls/self-signed
  tls/server-too-old
  tls/timeout
  tls/unknown-root
  tls/verify-failed
  tls/wildcard-depth
  tls/wrong-purpose
`;

const asked = {
  taxii1: `
    body/empty
    body/html-error
    body/html-login
    body/html-page
    body/json
    body/not-xml
    http/400
    http/401
    http/401-no-credentials
    http/403
    http/404
    http/405
    http/406
    http/413
    http/415
    http/500
    http/500-slash
    http/504
    http/redirect-slash
    taxii/collection-not-found
    taxii/collection-unavailable
    taxii/denied
    taxii/destination
    taxii/headers
    taxii/not-found
    taxii/not-taxii
    taxii/unauthorized
    taxii/version-unsupported
    taxii/window
    taxii/wrong-service
    xml/truncated
  `,
  taxii2: `
    body/html-error
    body/html-page
    body/not-json
    body/xml
    http/400
    http/401
    http/401-no-credentials
    http/403
    http/404
    http/405
    http/406
    http/415
    http/500-slash
    http/redirect-slash
    taxii2/collection
  `,
} as const;

describe('what is asked again', () => {
  it.each(['taxii1', 'taxii2'] as const)('is this for sources of %s, no more and no less', (kind) => {
    const wanted = `${whatever} ${asked[kind]}`.split(/\s+/).filter((code) => code !== '');
    expect([...plans[kind].keys()].sort()).toEqual([...new Set(wanted)].sort());
  });
});

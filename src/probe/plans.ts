import type { Code } from '../base/failure.ts';
import type { SourceKind } from '../feed/source.ts';
import type { Plan } from './plan.ts';
import {
  afterGone,
  afterOtherVersion,
  afterRedirect,
  afterRefusedCredentials,
  afterTooWide,
  afterUnknownCollection,
  afterUnknownName,
  afterWrongPath,
} from './plans-http.ts';
import { afterResolver } from './plans-dns.ts';
import { afterNoTaxii2, afterRefusedCredentials2, afterUnknownCollection2 } from './plans-taxii2.ts';
import { afterProxy, afterRefusal, afterSilence, afterUnreachable } from './plans-tcp.ts';
import {
  afterCutGreeting,
  afterDates,
  afterDistrust,
  afterName,
  afterNotTls,
  afterOldServer,
  afterPurpose,
  afterClosedPort,
  afterRefusedGreeting,
  afterSilentGreeting,
} from './plans-tls.ts';

/** After what happens before a server is heard, or whatever it speaks. */
const shared: readonly (readonly [Code, Plan])[] = [
  ['dns/nxdomain', afterUnknownName],
  ['dns/timeout', afterResolver],
  ['dns/resolver-down', afterResolver],
  ['tcp/timeout', afterSilence],
  ['tcp/refused', afterRefusal],
  ['tcp/host-unreachable', afterUnreachable],
  ['tcp/no-route', afterUnreachable],
  ['proxy/dns', afterProxy],
  ['proxy/refused', afterProxy],
  ['proxy/timeout', afterProxy],
  ['proxy/unreachable', afterProxy],
  ['proxy/denied', afterProxy],
  ['proxy/method-not-allowed', afterProxy],
  ['proxy/cannot-resolve', afterProxy],
  ['proxy/cannot-reach', afterProxy],
  ['proxy/silent', afterProxy],
  ['proxy/closes', afterProxy],
  ['proxy/reset', afterProxy],
  ['proxy/tls', afterProxy],
  ['proxy/tunnel-cut', afterProxy],
  ['tls/timeout', afterSilentGreeting],
  ['tls/peer-cuts', afterCutGreeting],
  ['tls/handshake-refused', afterRefusedGreeting],
  ['tls/no-common-cipher', afterRefusedGreeting],
  ['tls/server-too-old', afterOldServer],
  ['tls/not-tls', afterNotTls],
  ['http/port-is-tls', afterClosedPort],
  ['http/no-answer-closed', afterClosedPort],
  ['http/reset', afterClosedPort],
  ['tls/name-mismatch', afterName],
  ['tls/wildcard-depth', afterName],
  ['tls/ip-in-url', afterName],
  ['tls/unknown-root', afterDistrust],
  ['tls/missing-intermediate', afterDistrust],
  ['tls/inspection', afterDistrust],
  ['tls/self-signed', afterDistrust],
  ['tls/bad-signature', afterDistrust],
  ['tls/verify-failed', afterDistrust],
  ['tls/wrong-purpose', afterPurpose],
  ['tls/expired-leaf', afterDates],
  ['tls/expired-intermediate', afterDates],
  ['tls/not-yet-valid', afterDates],
  ['http/redirect', afterRedirect],
  ['http/410', afterGone],
];

const taxii1: readonly (readonly [Code, Plan])[] = [
  ['http/400', afterWrongPath],
  ['http/404', afterWrongPath],
  ['http/405', afterWrongPath],
  ['http/500-slash', afterWrongPath],
  ['http/redirect-slash', afterWrongPath],
  ['taxii/wrong-service', afterWrongPath],
  ['taxii/destination', afterWrongPath],
  ['http/401', afterRefusedCredentials],
  ['http/401-no-credentials', afterRefusedCredentials],
  ['http/403', afterRefusedCredentials],
  ['taxii/unauthorized', afterRefusedCredentials],
  ['taxii/collection-not-found', afterUnknownCollection],
  ['taxii/collection-unavailable', afterUnknownCollection],
  ['taxii/not-found', afterUnknownCollection],
  ['taxii/denied', afterUnknownCollection],
  ['http/406', afterOtherVersion],
  ['http/415', afterOtherVersion],
  ['body/json', afterOtherVersion],
  ['body/html-page', afterOtherVersion],
  ['body/html-login', afterOtherVersion],
  ['body/html-error', afterOtherVersion],
  ['body/not-xml', afterOtherVersion],
  ['taxii/not-taxii', afterOtherVersion],
  ['taxii/headers', afterOtherVersion],
  ['taxii/version-unsupported', afterOtherVersion],
  ['body/empty', afterTooWide],
  ['http/413', afterTooWide],
  ['http/500', afterTooWide],
  ['http/504', afterTooWide],
  ['xml/truncated', afterTooWide],
  ['taxii/window', afterTooWide],
];

const taxii2: readonly (readonly [Code, Plan])[] = [
  ['http/400', afterNoTaxii2],
  ['http/404', afterNoTaxii2],
  ['http/405', afterNoTaxii2],
  ['http/406', afterNoTaxii2],
  ['http/415', afterNoTaxii2],
  ['http/500-slash', afterNoTaxii2],
  ['body/html-page', afterNoTaxii2],
  ['body/html-error', afterNoTaxii2],
  ['body/xml', afterNoTaxii2],
  ['body/not-json', afterNoTaxii2],
  ['http/redirect-slash', afterRedirect],
  ['http/401', afterRefusedCredentials2],
  ['http/401-no-credentials', afterRefusedCredentials2],
  ['http/403', afterRefusedCredentials2],
  ['taxii2/collection', afterUnknownCollection2],
];

/** What can be asked of a server that need not speak TAXII. */
const ofAnyServer = shared.filter(([code]) => !code.startsWith('http/'));

/** What to ask after which failure. A code that is not here tells all by itself, or nothing can be asked about it. */
export const plans: Readonly<Record<SourceKind, ReadonlyMap<Code, Plan>>> = {
  taxii1: new Map([...shared, ...taxii1]),
  taxii2: new Map([...shared, ...taxii2]),
  list: new Map(ofAnyServer),
  misp: new Map(ofAnyServer),
};

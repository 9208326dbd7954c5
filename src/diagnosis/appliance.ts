import type { Code } from '../base/failure.ts';
import { canonical } from './catalogue.ts';
import type { ApplianceSteps } from './entry.ts';
import { steps, type StepName } from './texts/appliance-steps.ts';

/** Which steps help against which condition on the reference product, in order. */
const plans: Readonly<Record<Code, string>> = {
  'gate/disabled': 'enable level',
  'gate/terms-not-accepted': 'enable level',
  'gate/key-missing': 'key level enable',
  'gate/key-expired': 'key clock level',
  'gate/source-suspended': 'resume',
  'gate/poll-running': 'wait debug',
  'config/url-bad': 'host path port pollNow',
  'dns/nxdomain': 'nslookup host suspend',
  'dns/no-address': 'nslookup host',
  'dns/servfail': 'nslookup again',
  'dns/timeout': 'nslookup again',
  'tcp/refused': 'telnet port firewall pollNow',
  'tcp/timeout': 'telnet firewall proxy capture',
  'tcp/port-filtered': 'telnet port firewall',
  'tcp/egress-blocked': 'telnet firewall proxy',
  'tcp/proxy-required': 'proxy pollNow',
  'tcp/path-silent': 'telnet capture provider',
  'tcp/host-unreachable': 'route firewall',
  'tcp/no-route': 'route proxy',
  'tcp/reset': 'telnet address provider',
  'tcp/local-policy': 'firewall capture',
  'proxy/refused': 'proxy pollNow',
  'proxy/timeout': 'proxy capture',
  'proxy/dns': 'proxy nslookup',
  'proxy/auth-needed': 'proxy pollNow',
  'proxy/auth-bad': 'proxy pollNow',
  'proxy/auth-scheme': 'proxy',
  'proxy/denied': 'proxy pollNow',
  'proxy/method-not-allowed': 'proxy port',
  'proxy/cannot-reach': 'proxy provider',
  'proxy/cannot-resolve': 'proxy host',
  'proxy/tunnel-cut': 'proxy capture',
  'proxy/unreachable': 'proxy route',
  'tls/self-signed': 'chain authority pollNow',
  'tls/unknown-root': 'chain authority inspection pollNow',
  'tls/missing-intermediate': 'chain authority provider',
  'tls/inspection': 'inspection authority pollNow',
  'tls/expired-leaf': 'clock chain provider',
  'tls/expired-intermediate': 'chain authority provider',
  'tls/not-yet-valid': 'clock provider',
  'tls/name-mismatch': 'chain host pollNow',
  'tls/ip-in-url': 'host pollNow',
  'tls/verify-failed': 'chain authority inspection clock',
  'tls/server-too-old': 'chain provider',
  'tls/no-common-cipher': 'chain provider',
  'tls/handshake-refused': 'chain clientCertificate provider',
  'tls/client-cert-needed': 'clientCertificate',
  'tls/client-cert-rejected': 'clientCertificate',
  'tls/sni-unknown': 'host provider',
  'tls/not-tls': 'port httpsOff pollNow',
  'tls/peer-cuts': 'chain address firewall',
  'tls/timeout': 'chain capture firewall',
  'tls/weak-signature': 'chain provider',
  'tls/weak-key': 'chain provider',
  'tls/bad-signature': 'chain provider',
  'tls/corrupted': 'capture',
  'http/no-answer-closed': 'httpsOn segment capture',
  'http/reset': 'capture segment address',
  'http/slow-server': 'segment collection pollNow',
  'http/stalled': 'segment pollNow',
  'http/truncated': 'segment proxy pollNow',
  'http/framing': 'port capture',
  'http/port-is-tls': 'httpsOn pollNow',
  'http/redirect': 'host path pollNow',
  'http/redirect-slash': 'slash pollNow',
  'http/redirect-login': 'path credentials',
  'http/400': 'path httpsOn pollNow',
  'http/401': 'credentials blankPassword headerKey pollNow',
  'http/401-no-credentials': 'credentials blankPassword headerKey pollNow',
  'http/402': 'provider',
  'http/403': 'address provider',
  'http/403-waf': 'address',
  'http/404': 'path collection suspend',
  'http/405': 'slash path taxii2 pollNow',
  'http/406': 'taxii2 path',
  'http/408': 'segment pollNow',
  'http/410': 'suspend provider',
  'http/413': 'segment pollNow',
  'http/414': 'path',
  'http/415': 'taxii2 path',
  'http/421': 'host',
  'http/426': 'httpsOn',
  'http/429': 'interval pollNow',
  'http/451': 'provider',
  'http/500': 'segment slash provider',
  'http/500-slash': 'slash pollNow',
  'http/502': 'again provider',
  'http/503': 'again provider',
  'http/504': 'segment pollNow',
  'http/52x': 'again provider',
  'http/status': 'capture provider',
  'body/empty': 'segment pollNow',
  'body/html-page': 'path credentials proxy',
  'body/html-login': 'credentials path',
  'body/html-portal': 'proxy provider',
  'body/html-error': 'again provider',
  'body/json': 'taxii2',
  'body/not-xml': 'path segment provider',
  'body/compressed': 'proxy provider',
  'body/charset': 'segment provider',
  'xml/truncated': 'segment pollNow',
  'xml/malformed': 'segment provider',
  'xml/forbidden-entity': 'segment provider',
  'xml/forbidden-token': 'segment provider',
  'taxii/wrong-service': 'path pollNow',
  'taxii/collection-not-found': 'collection provider pollNow',
  'taxii/collection-unavailable': 'provider suspend',
  'taxii/not-found': 'collection provider',
  'taxii/subscription-needed': 'provider',
  'taxii/subscription-unknown': 'provider',
  'taxii/unauthorized': 'credentials blankPassword pollNow',
  'taxii/denied': 'provider',
  'taxii/polling-unsupported': 'collection',
  'taxii/destination': 'path pollNow',
  'taxii/headers': 'taxii2 path',
  'taxii/version-unsupported': 'taxii2 path',
  'taxii/content-binding': 'provider',
  'taxii/query': 'provider',
  'taxii/bad-message': 'path taxii2 provider',
  'taxii/window': 'clock segment',
  'taxii/pending': 'segment again',
  'taxii/retry': 'again interval',
  'taxii/async-error': 'segment again',
  'taxii/async-refused': 'segment pollNow',
  'taxii/invalid-part': 'segment provider',
  'taxii/failure': 'segment provider',
  'taxii/network-error': 'again provider',
  'taxii/status-unknown': 'provider',
};

/** The steps for a code on the reference product; `undefined` where the code cannot come from its log. */
export function applianceSteps(code: Code): ApplianceSteps | undefined {
  const names = namesFor(code);
  return names.length === 0 ? undefined : plan(names);
}

/**
 * The steps for a failure that may be any of several, each step once; where nothing is known, what helps in any case:
 * the reasons of all attempts, a capture, the provider.
 */
export function appliancePlan(codes: readonly Code[]): ApplianceSteps {
  const names = new Set(codes.flatMap(namesFor));
  // Polling again comes after every change.
  if (names.delete('pollNow')) names.add('pollNow');
  return plan(names.size === 0 ? ['debug', 'capture', 'provider'] : [...names]);
}

function namesFor(code: Code): readonly string[] {
  return plans[canonical(code)]?.split(' ') ?? [];
}

function plan(names: readonly string[]): ApplianceSteps {
  const chosen = names.map(stepOf);
  return { en: chosen.map((step) => step.en), ko: chosen.map((step) => step.ko) };
}

/** The codes that have steps. */
export function applianceCodes(): readonly Code[] {
  return Object.keys(plans) as Code[];
}

function stepOf(name: string): (typeof steps)[StepName] {
  if (!Object.hasOwn(steps, name)) throw new TypeError(`no step ${name}`);
  return steps[name as StepName];
}

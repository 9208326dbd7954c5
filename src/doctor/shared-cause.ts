import type { Evidence, FailureRecord } from '../base/failure.ts';
import { proxyOf } from '../feed/proxy.ts';
import type { RoutedSource } from '../feed/source.ts';
import { authority } from '../net/target.ts';

/** The cause of whatever fails because names cannot be looked up. */
export const resolverCause = 'resolver';

/** What a name itself is to blame for, not the resolver. */
const ofName: ReadonlySet<string> = new Set(['dns/nxdomain', 'dns/no-address', 'dns/private-blocked', 'dns/bad-name']);

/** What is the same for every server: the way out of here, or somebody in it. */
const ofNetwork: ReadonlySet<string> = new Set([
  'tcp/timeout',
  'tcp/path-silent',
  'tcp/no-route',
  'tcp/local-policy',
  'tcp/egress-blocked',
  'tcp/proxy-required',
  'tcp/v6-only-no-v6',
  'tls/inspection',
  'tls/in-os-store-only',
  'tls/timeout',
]);

/** What is the same for every server of one authority. */
const ofAuthority: ReadonlySet<string> = new Set([
  'tls/unknown-root',
  'tls/expired-intermediate',
  'tls/crl-old',
  'tls/crl-missing',
]);

/** What sources have in common that fail alike: the proxy, the resolver, an authority, this host or its network, or the server. */
export function causeOf(
  { code, hop, stage, evidence }: Pick<FailureRecord, 'code' | 'hop' | 'stage' | 'evidence'>,
  source: Pick<RoutedSource, 'proxy' | 'host' | 'port'>,
): string {
  const { host, port } = source;
  const proxy = proxyOf(source);
  const atProxy = hop === 'proxy' || code.startsWith('proxy/');
  if (atProxy && proxy !== null) return `proxy ${authority(proxy.host, proxy.port)}`;
  if (code.startsWith('host/') || stage === 'store') return 'this host';
  if (stage === 'dns' && !ofName.has(code)) return resolverCause;
  const issuer = ofAuthority.has(code) ? issuerOf(evidence) : '';
  if (issuer !== '') return `CA ${issuer}`;
  return ofNetwork.has(code) ? 'this network' : authority(host, port);
}

function issuerOf({ certificate }: Evidence): string {
  if (typeof certificate !== 'object' || certificate === null || Array.isArray(certificate)) return '';
  const { issuer } = certificate as Evidence;
  return typeof issuer === 'string' ? issuer : '';
}

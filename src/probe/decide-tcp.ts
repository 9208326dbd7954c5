import type { FailureRecord } from '../base/failure.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import type { SourceSettings } from '../feed/source.ts';
import { type Proposal, type Verdict, why } from '../feed/finding.ts';
import { certain, likely, oneOf } from './finding.ts';
import type { Knock, Neighbour } from './seen.ts';

/** What was learnt of a host that a connection to failed. `null`: not asked. */
export interface TcpSeen {
  /** 443 and 80 of the host, without the configured port. */
  readonly others: readonly { readonly port: number; readonly answer: Knock | null }[];
  /** The configured port, at a host that is reachable as a rule. */
  readonly canary: Knock | null;
  readonly neighbour: Neighbour;
  /** The configured host and port, through a proxy that the source does not use. */
  readonly throughProxy: Knock | null;
  readonly proxy: ProxySettings | null;
  /** TLS was agreed on at port 443 of the host. */
  readonly tlsAt443: boolean;
}

/** No answer to the connection request. */
export function decideSilence(seen: TcpSeen, settings: SourceSettings): Verdict {
  if (seen.neighbour === 'incomplete') return certain('tcp/host-down-lan');
  const proxied = proxyProposal(seen);
  if (seen.others.some(({ answer }) => answers(answer))) return filtered(seen, proxied ?? portProposal(seen, settings));
  if (seen.throughProxy === 'open') {
    return seen.canary === 'silent'
      ? certain('tcp/proxy-required', { proposal: proxied })
      : likely('tcp/proxy-required', { alternatives: ['tcp/port-filtered'], proposal: proxied });
  }
  if (seen.canary === 'silent') return likely('tcp/egress-blocked', { alternatives: ['tcp/path-silent'] });
  if (answers(seen.canary)) return certain('tcp/path-silent');
  return likely('tcp/path-silent', { alternatives: ['tcp/egress-blocked', 'tcp/proxy-required'] });
}

function filtered(seen: TcpSeen, proposal: Proposal | null): Verdict {
  if (seen.canary === 'silent') return certain('tcp/egress-blocked', { proposal });
  if (answers(seen.canary)) return certain('tcp/port-filtered', { proposal });
  return likely('tcp/port-filtered', { alternatives: ['tcp/egress-blocked'], proposal });
}

/** A refusal: of the host, or of a firewall that speaks for it. */
export function decideRefusal(seen: TcpSeen, settings: SourceSettings): Verdict {
  if (seen.throughProxy === 'open') {
    const proposal = proxyProposal(seen);
    return likely('tcp/proxy-required', { alternatives: ['tcp/rejected-by-firewall'], proposal });
  }
  if (seen.canary === 'refused') return likely('tcp/rejected-by-firewall', { alternatives: ['tcp/refused'] });
  const proposal = portProposal(seen, settings);
  if (answers(seen.canary) || seen.others.some(({ answer }) => answer === 'open'))
    return certain('tcp/refused', { proposal });
  return likely('tcp/refused', { alternatives: ['tcp/rejected-by-firewall'], proposal });
}

/** Somebody says that there is no way. `ms`: how soon. */
export function decideUnreachable(failure: FailureRecord, seen: TcpSeen, ms: number): Verdict {
  if (seen.neighbour === 'incomplete') return certain('tcp/host-down-lan');
  if (seen.throughProxy === 'open')
    return likely('tcp/proxy-required', { alternatives: [failure.code], proposal: proxyProposal(seen) });
  // Linux takes three seconds to find that a neighbour does not answer; a router says no in a round trip.
  if (failure.code === 'tcp/host-unreachable' && ms < 1000)
    return likely('tcp/admin-prohibited', { alternatives: [failure.code] });
  return certain(failure.code);
}

/** The proxy answers in a tongue, TLS or in clear, that it was not spoken to in. `null`: it answers in neither. */
export function decideProxyTongue(
  tongue: 'tls' | 'clear' | null,
  { host, port, user, password, noProxy, profile }: ProxySettings,
): Verdict | null {
  if (tongue === null) return null;
  const kind = tongue === 'tls' ? 'https' : 'http';
  // A proposal holds no secret.
  const patch = { proxy: { kind, host, port, user, noProxy: [...noProxy] } };
  // A profile is mended for all sources at once, not in one of them.
  const proposal =
    password === null && profile === undefined
      ? { patch, why: why('proxy-answers-to', { url: `${kind}://${host}:${port}` }) }
      : null;
  return certain(tongue === 'tls' ? 'proxy/speaks-tls' : 'proxy/not-tls', { proposal });
}

/** The way through the proxy failed. `direct`: the same host and port without it. */
export function decideProxy(failure: FailureRecord, direct: Knock | null, isPrivate: boolean): Verdict {
  if (direct !== 'open') return direct === null ? oneOf(failure.code, []) : certain(failure.code);
  const proposal = { patch: { proxy: 'none' }, why: why('answers-without-proxy') };
  return isPrivate
    ? certain('proxy/no-proxy-missed', { proposal })
    : certain(failure.code, { proposal, evidence: { direct: 'open' } });
}

function answers(knock: Knock | null): boolean {
  return knock === 'open' || knock === 'refused' || knock === 'reset';
}

/**
 * The proxy opened the way. One with a password that is no profile is left to the operator: a proposal holds no secret.
 */
function proxyProposal({ throughProxy, proxy }: TcpSeen): Proposal | null {
  if (throughProxy !== 'open' || proxy === null) return null;
  const { kind, host, port, user, password, profile } = proxy;
  const through = why('reached-through-proxy', { proxy: `${host}:${port}` });
  if (profile !== undefined) return { patch: { proxy: { kind: 'profile', name: profile } }, why: through };
  if (password !== null) return null;
  return { patch: { proxy: { kind, host, port, user, noProxy: [] } }, why: through };
}

/** Another port of the same host, and never one in clear in place of an encrypted one. */
function portProposal({ others, tlsAt443 }: TcpSeen, { port, https }: SourceSettings): Proposal | null {
  const opened = others.filter(({ answer }) => answer === 'open').map((other) => other.port);
  if (tlsAt443 && port !== 443) {
    return { patch: { port: 443, https: true }, why: why('port-443-answers', { port: String(port) }) };
  }
  if (https || !opened.includes(80)) return null;
  return { patch: { port: 80 }, why: why('port-80-answers', { port: String(port) }) };
}

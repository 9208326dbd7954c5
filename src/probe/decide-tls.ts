import type { FailureRecord } from '../base/failure.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { CertificateFacts } from '../net/certificate.ts';
import { type Proposal, type Verdict, why } from '../feed/finding.ts';
import { certain, likely, oneOf } from './finding.ts';
import type { Greeting, PlainAnswer } from './seen.ts';

/** How a port answered other greetings than the poll's. `null`: not asked. */
export interface GreetingsSeen {
  readonly otherName: Greeting | null;
  /** TLS 1.1 and older only: a modern server answers it with an alert of seven bytes. */
  readonly old: Greeting | null;
  readonly plain: PlainAnswer | null;
}

/** The port takes the greeting and says nothing. */
export function decideSilentGreeting(seen: GreetingsSeen, settings: SourceSettings): Verdict {
  if (seen.plain === 'http') return certain('tls/plain-http-waits', { proposal: inClear(settings) });
  if (spoke(seen.otherName)) return certain('tls/sni-filter');
  if (seen.old?.answer === 'alert') return certain('tls/mtu-blackhole');
  if (seen.old?.answer === 'agreed') return likely('tls/server-too-old', { alternatives: ['tls/timeout'] });
  return asked(seen.otherName, seen.old) ? certain('tls/timeout') : oneOf('tls/timeout', ['tls/sni-filter']);
}

/** The connection is cut during the greeting. */
export function decideCutGreeting(
  failure: FailureRecord,
  seen: GreetingsSeen & {
    readonly tls12: Greeting | null;
    /** The poll's own way once more. */
    readonly usual: Greeting | null;
  },
  settings: SourceSettings,
): Verdict {
  if (seen.plain === 'http') return certain('tls/not-tls', { proposal: inClear(settings) });
  if (seen.usual?.answer === 'agreed') return likely(failure.code, { evidence: { again: 'agreed' } });
  if (spoke(seen.otherName)) return certain('tls/sni-filter');
  if (seen.tls12?.answer === 'agreed') return certain('tls/13-intolerant', { evidence: { speaks: 'TLSv1.2 only' } });
  if (seen.old?.answer === 'agreed') return tooOld(seen.old);
  return asked(seen.otherName, seen.old) ? certain(failure.code) : oneOf(failure.code, ['tls/sni-filter']);
}

/** The server refuses the handshake and does not say why (alert 40). */
export function decideRefusedGreeting(
  failure: FailureRecord,
  seen: {
    readonly old: Greeting | null;
    readonly weak: Greeting | null;
    readonly tls12: Greeting | null;
    /** With every group that there is. */
    readonly groups: Greeting | null;
  },
): Verdict {
  if (seen.old?.answer === 'agreed') return tooOld(seen.old);
  if ([seen.tls12, seen.weak].some((each) => each?.asked)) return certain('tls/client-cert-needed');
  if (seen.tls12?.answer === 'agreed') return certain(failure.code, { evidence: { speaks: 'TLSv1.2 only' } });
  if (seen.weak?.answer === 'agreed') {
    return certain('tls/no-common-cipher', { evidence: { offered: seen.weak.cipher, version: seen.weak.version } });
  }
  if (seen.groups?.answer === 'agreed') {
    return certain('tls/no-common-group', { evidence: { version: seen.groups.version } });
  }
  return oneOf(failure.code, ['tls/client-cert-needed', 'tls/sni-unknown']);
}

/** The server's newest version is older than the oldest allowed. */
export function decideOldServer(
  seen: { readonly old: Greeting | null; readonly tls12: Greeting | null },
  { tlsMinimum }: Pick<SourceSettings, 'tlsMinimum'>,
): Verdict {
  if (tlsMinimum === '1.3' && seen.tls12?.answer === 'agreed') {
    return certain('tls/server-too-old', {
      evidence: { speaks: seen.tls12.version },
      proposal: {
        patch: { tlsMinimum: '1.2' },
        why: why('speaks-tls-1.2'),
      },
    });
  }
  return seen.old?.answer === 'agreed' ? tooOld(seen.old) : likely('tls/server-too-old');
}

function tooOld(old: Greeting): Verdict {
  return certain('tls/server-too-old', { evidence: { speaks: old.version } });
}

/** TLS was spoken to a port that answered in another tongue. */
export function decideNotTls(
  seen: { readonly plain: PlainAnswer | null; readonly at443: Greeting | null },
  settings: SourceSettings,
): Verdict {
  if (seen.at443?.answer === 'agreed') {
    const proposal = {
      patch: { port: 443, https: true },
      why: why('port-443-answers', { port: String(settings.port) }),
    };
    return certain('tls/not-tls', { proposal });
  }
  return certain('tls/not-tls', { proposal: seen.plain === 'http' ? inClear(settings) : null });
}

/** HTTP in clear was spoken, and the port closed, or says that it wants TLS. */
export function decidePlainPort(failure: FailureRecord, tls: Greeting | null, { port }: { port: number }): Verdict {
  if (!spoke(tls)) return failure.code === 'http/port-is-tls' ? certain(failure.code) : likely(failure.code);
  const proposal = { patch: { https: true, port }, why: why('port-speaks-tls', { port: String(port) }) };
  return certain('http/port-is-tls', { proposal });
}

/**
 * The connection ended after TLS was agreed on, without an answer: as servers of TLS 1.3 end it that mind who asks.
 */
export function decideHungUp(
  failure: FailureRecord,
  asksForCertificate: boolean,
  { clientCertificate }: Pick<SourceSettings, 'clientCertificate'>,
): Verdict {
  if (!asksForCertificate) return likely(failure.code);
  return likely(clientCertificate === null ? 'tls/client-cert-needed' : 'tls/client-cert-rejected', {
    alternatives: [failure.code],
  });
}

/** The certificate does not name the host. */
export function decideName(
  failure: FailureRecord,
  seen: {
    readonly leaf: CertificateFacts | null;
    /** What is shown to somebody who asks for another name. */
    readonly other: CertificateFacts | null;
    /** A name of the certificate that leads to the same address. */
    readonly sameAddress: string | null;
  },
): Verdict {
  const { leaf, other, sameAddress } = seen;
  const proposal =
    sameAddress === null ? null : { patch: { host: sameAddress }, why: why('certificate-for', { name: sameAddress }) };
  const unknown = failure.code === 'tls/name-mismatch' && proposal === null;
  return unknown && leaf !== null && leaf.fingerprint256 === other?.fingerprint256
    ? likely('tls/default-vhost', { alternatives: ['tls/name-mismatch'] })
    : certain(failure.code, { proposal });
}

/** HTTP was heard at this very port, so the port stays. */
function inClear({ port, credentials }: SourceSettings): Proposal {
  const reason = credentials.kind === 'none' ? 'port-in-clear' : 'port-in-clear-credentials';
  return { patch: { https: false, port }, why: why(reason, { port: String(port) }) };
}

function spoke(greeting: Greeting | null): boolean {
  return greeting?.answer === 'agreed' || greeting?.answer === 'alert';
}

function asked(...greetings: readonly (Greeting | null)[]): boolean {
  return greetings.every((each) => each !== null);
}

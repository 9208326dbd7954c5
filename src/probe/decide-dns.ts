import type { FailureRecord } from '../base/failure.ts';
import type { Verdict } from '../feed/finding.ts';
import type { ResolverAnswer } from '../net/ask-resolver.ts';
import { certain, likely } from './finding.ts';
import type { Knock } from './seen.ts';

/** What one resolver did when it was asked by itself. `null`: not asked. */
export interface ResolverSeen {
  readonly udp: ResolverAnswer;
  readonly tcp: Knock | null;
}

/** The look-up got no answer, or none from a resolver. */
export function decideResolver(failure: FailureRecord, seen: readonly ResolverSeen[]): Verdict {
  if (seen.length === 0) return likely(failure.code);
  if (seen.some(({ udp, tcp }) => udp.kind === 'answered' && udp.truncated && tcp !== 'open' && tcp !== null)) {
    return certain('dns/tcp-blocked');
  }
  if (seen.every(isUnreachable)) return certain('dns/resolver-unreachable');
  if (seen.every(({ udp }) => udp.kind === 'mismatched'))
    return likely('dns/bad-answer', { alternatives: [failure.code] });
  if (seen.every(({ udp, tcp }) => udp.kind === 'silent' && tcp !== 'open' && tcp !== 'refused' && tcp !== 'reset')) {
    return likely('dns/resolver-unreachable', { alternatives: [failure.code] });
  }
  return certain(failure.code);
}

const noWay: ReadonlySet<string> = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'EACCES', 'EPERM']);

function isUnreachable({ udp, tcp }: ResolverSeen): boolean {
  if (udp.kind === 'failed' && noWay.has(udp.error)) return true;
  return udp.kind === 'silent' && tcp === 'unreachable';
}

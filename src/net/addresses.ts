import { quote } from '../base/text.ts';
import { denialWithin, type Reach } from './address-policy.ts';
import { fail } from './conditions.ts';
import { checkHostName } from './host-name.ts';
import type { Resolver } from './resolver.ts';
import { bareHost, isAddress } from './target.ts';
import type { Trace } from './trace.ts';

/** Addresses dialled at most, however many a name has. */
const most = 16;

/**
 * The addresses a host may be dialled at, checked after resolution; what is returned is dialled as it is, without a
 * second look-up, so that a name cannot change its mind in between. An answer that mixes permitted and forbidden
 * addresses is reduced to the permitted ones.
 * @throws Failure `dns/*`; `dns/sinkholed` when DNS leads a public name to this host or nowhere; `dns/private-blocked`.
 */
export async function permittedAddresses(
  host: string,
  reach: Reach,
  context: { readonly resolver: Resolver; readonly trace: Trace; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const bare = bareHost(host);
  if (isAddress(bare)) {
    checkAddress(bare, reach);
    return [bare];
  }
  checkHostName(bare);
  const { addresses, from, slowV6 } = await context.resolver.resolve(bare, context.signal);
  context.trace.note({ addresses: addresses.slice(0, most), resolvedBy: from });
  if (slowV6) {
    const message = `the AAAA record of ${quote(bare)} came later than the A record by more than 50 ms: IPv4 only`;
    context.trace.warnings.push({ code: 'dns/slow-aaaa', message });
  }
  const permitted = addresses.filter((address) => denialWithin(reach, address) === null);
  if (permitted.length === 0) throw forbidden(bare, reach, { addresses, from });
  return permitted.slice(0, most);
}

/** @throws Failure `dns/private-blocked` for an address beyond the reach. */
export function checkAddress(address: string, reach: Reach): void {
  const denial = denialWithin(reach, bareHost(address));
  if (denial === null) return;
  throw fail('dns/private-blocked', `${address} is not dialled: ${denial.reason}`, {
    evidence: { address, reason: denial.reason },
  });
}

function forbidden(name: string, reach: Reach, answer: { addresses: readonly string[]; from: string }) {
  const denials = answer.addresses.map((address) => denialWithin(reach, address));
  const evidence = {
    name,
    addresses: answer.addresses.slice(0, most),
    resolvedBy: answer.from,
    reason: denials[0]?.reason ?? '',
  };
  const here = denials.every((denial) => denial?.kind === 'loopback' || denial?.kind === 'nowhere');
  const list = evidence.addresses.join(', ');
  if (here && answer.from === 'dns') {
    return fail('dns/sinkholed', `DNS answers ${list} for ${quote(name)}: ${evidence.reason}`, { evidence });
  }
  return fail('dns/private-blocked', `${quote(name)} has only ${list}: ${evidence.reason}`, { evidence });
}

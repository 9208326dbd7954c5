import { signed, algorithmOf, nameBytes, pem, type Certified } from './certificate.ts';
import { integer, sequence, time } from './der.ts';

/** A list of what an authority has revoked (RFC 5280 §5.1), as PEM. Times in milliseconds since 1970. */
export function revocationList(
  authority: Certified,
  { revoked, from, to }: { readonly revoked: readonly Certified[]; readonly from: number; readonly to: number },
): string {
  const entries = revoked.map(({ serial }) => sequence(integer(serial), time(from)));
  const statement = sequence(
    integer(1n),
    algorithmOf(authority.keys, 'sha256'),
    nameBytes(authority.subject),
    time(from),
    time(to),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
  );
  return pem('X509 CRL', signed(statement, authority.keys, { digest: 'sha256', spoilt: false }));
}

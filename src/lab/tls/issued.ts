import type { TlsOptions } from 'node:tls';
import type { Evidence } from '../../base/failure.ts';
import { practiceName } from '../dns/faults.ts';
import type { Certified, CertificateSpec } from '../pki/certificate.ts';
import { leaf } from '../pki/issue.ts';
import { tlsFault, type TlsFault, type TlsRow } from './fault.ts';
import { tlsServer } from './serve.ts';
import { shows, type World } from './world.ts';

/** Names of the right certificate. */
export const named = [practiceName] as const;

/** Keys too weak for the library's own standards have to be let pass on the server's side. */
export const anyStrength = { ciphers: 'DEFAULT:@SECLEVEL=0' };

type Changes = Partial<CertificateSpec> & { readonly names?: readonly string[] };

/** The right chain but for the server's own certificate. */
export function end(
  row: TlsRow,
  changes: (world: World) => Changes,
  settings: Evidence = {},
  options: TlsOptions = {},
): TlsFault {
  return tlsFault(
    row,
    tlsServer((world) => {
      const { names = named, ...rest } = changes(world);
      return { ...shows(leaf(world.now, world.middle, names, rest), world.middle), ...anyStrength, ...options };
    }, settings),
  );
}

/** The right chain but for the authority above the server's certificate. */
export function above(row: TlsRow, issuer: (world: World) => readonly [Certified, ...Certified[]]): TlsFault {
  return tlsFault(
    row,
    tlsServer((world) => {
      const line = issuer(world);
      return { ...shows(leaf(world.now, line[0], named), ...line), ...anyStrength };
    }),
  );
}

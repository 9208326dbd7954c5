import type { TlsOptions } from 'node:tls';
import type { Evidence } from '../../base/failure.ts';
import { practiceName } from '../dns/faults.ts';
import { pemOf, type Certified, type CertificateSpec } from '../pki/certificate.ts';
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  alternativeNames,
  permittedDomain,
  unknownCritical,
} from '../pki/extensions.ts';
import { authority, eras, leaf, root, serverExtensions } from '../pki/issue.ts';
import { keyPair } from '../pki/keys.ts';
import { tlsFault, type TlsFault, type TlsRow } from './fault.ts';
import { tlsServer } from './serve.ts';
import { shows, type World } from './world.ts';

const named = [practiceName] as const;
type Changes = Partial<CertificateSpec>;

/** Keys too weak for the library's own standards have to be let pass on the server's side. */
const anyStrength = { ciphers: 'DEFAULT:@SECLEVEL=0' };

/** The right chain but for the server's own certificate. */
function end(
  row: TlsRow,
  changes: (world: World) => Changes & { readonly names?: readonly string[] },
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
function above(row: TlsRow, issuer: (world: World) => readonly [Certified, ...Certified[]]): TlsFault {
  return tlsFault(
    row,
    tlsServer((world) => {
      const line = issuer(world);
      return { ...shows(leaf(world.now, line[0], named), ...line), ...anyStrength };
    }),
  );
}

const dates: readonly TlsFault[] = [
  end(
    ['tls-expired', 'shows a certificate that has expired', 'a renewal that was forgotten', 'tls/expired-leaf'],
    ({ now }) => eras.past(now),
  ),
  end(
    [
      'tls-not-yet-valid',
      'shows a certificate that is valid in years to come',
      'a clock that is years behind; a certificate made in advance',
      'tls/not-yet-valid',
    ],
    ({ now }) => eras.future(now),
  ),
  end(
    [
      'tls-just-issued',
      'shows a certificate that is valid from six hours from now',
      'a clock in another time zone',
      'tls/not-yet-valid',
    ],
    ({ now }) => eras.soon(now),
  ),
  above(
    [
      'tls-expired-intermediate',
      'sends along an intermediate that has expired',
      'a chain file that was not renewed with the certificate',
      'tls/expired-intermediate',
    ],
    ({ now, root: top }) => [authority(now, top, 'Practice Expired CA', eras.past(now))],
  ),
  above(
    [
      'tls-future-intermediate',
      'sends along an intermediate that is valid in years to come',
      'an authority set up with the wrong clock',
      'tls/not-yet-valid',
    ],
    ({ now, root: top }) => [authority(now, top, 'Practice Future CA', eras.future(now))],
  ),
  tlsFault(
    [
      'tls-expired-root',
      'stands directly beneath a root that has expired, and that the source trusts',
      'a private authority whose ten years are over',
      'tls/expired-intermediate',
      'tls/expired-root-here',
    ],
    tlsServer(
      ({ now }) => shows(leaf(now, expiredRoot(now), named)),
      ({ now }) => ({ ca: pemOf(expiredRoot(now)) }),
    ),
  ),
];

function expiredRoot(now: number): Certified {
  return root(now, 'Practice Expired Root', eras.past(now));
}

const names: readonly TlsFault[] = [
  end(
    [
      'tls-wrong-name',
      'shows a certificate for another name, to whomever',
      'a server that does not know the name and shows its default',
      'tls/name-mismatch',
      'tls/default-vhost',
    ],
    () => ({ names: ['other.example', 'www.other.example'] }),
  ),
  end(
    ['tls-cn-only', 'shows a certificate that has the name in its subject alone', 'a certificate of an old tool', null],
    () => ({ extensions: serverExtensions([]) }),
  ),
  end(
    [
      'tls-no-name',
      'shows a certificate without any name',
      'a certificate made by hand',
      'tls/name-mismatch',
      'tls/default-vhost',
    ],
    () => ({ names: [] }),
  ),
  end(
    [
      'tls-address-only',
      'shows a certificate for its address to a source that asks by name',
      'an appliance that made its own certificate',
      'tls/name-mismatch',
      'tls/default-vhost',
    ],
    () => ({ names: ['127.0.0.1'] }),
  ),
  end(
    [
      'tls-address-asked',
      'shows a certificate for its name to a source that asks by address',
      'an address in place of the host name',
      'tls/ip-in-url',
    ],
    () => ({}),
    { host: '127.0.0.1' },
  ),
  end(
    ['tls-address-named', 'shows a certificate for its address, asked by it', 'an appliance reached by address', null],
    () => ({ names: ['127.0.0.1'] }),
    { host: '127.0.0.1' },
  ),
  end(
    [
      'tls-wildcard-deep',
      'shows a wildcard that covers one level, for a name two levels down',
      'a certificate for *.example used for a.b.example',
      'tls/wildcard-depth',
    ],
    () => ({ names: [`*.${practiceName}`] }),
    { host: `a.b.${practiceName}` },
  ),
  end(
    [
      'tls-wildcard-apex',
      'shows a wildcard for the names beneath its own',
      'a certificate for *.example used for example itself',
      'tls/wildcard-depth',
    ],
    () => ({ names: [`*.${practiceName}`] }),
  ),
  end(['tls-wildcard', 'shows a wildcard that covers the name', 'a certificate for a whole domain', null], () => ({
    names: ['*.practice.example'],
  })),
];

const uses: readonly TlsFault[] = [
  end(
    [
      'tls-client-purpose',
      'shows a certificate that is for clients only',
      'the certificate of the wrong file',
      'tls/wrong-purpose',
    ],
    () => ({
      extensions: [basicConstraints(false), keyUsage('signing'), extendedKeyUsage('client'), alternativeNames(named)],
    }),
  ),
  above(
    [
      'tls-issuer-cannot-sign',
      'shows a certificate issued by one that may not sign others',
      'a server certificate misused as an authority',
      'tls/issuer-not-ca',
    ],
    ({ now, root: top }) => [
      authority(now, top, 'Practice No CA', { extensions: [basicConstraints(false), keyUsage('signing')] }),
    ],
  ),
  above(
    [
      'tls-issuer-not-authority',
      'shows a certificate issued by one that is no authority, for all its usage says',
      'an authority made with the wrong profile',
      'tls/wrong-purpose',
      'tls/issuer-not-ca',
    ],
    ({ now, root: top }) => [
      authority(now, top, 'Practice Half CA', { extensions: [basicConstraints(false), keyUsage('authority')] }),
    ],
  ),
  above(
    [
      'tls-path-length',
      'shows a chain with one more authority than the first allows',
      'an authority that was given a narrower licence than it uses',
      'tls/path-length',
    ],
    ({ now, root: top }) => {
      const narrow = authority(now, top, 'Practice Narrow CA', {
        extensions: [basicConstraints(true, 0), keyUsage('authority')],
      });
      return [authority(now, narrow, 'Practice Beneath Narrow CA'), narrow];
    },
  ),
  above(
    [
      'tls-name-constraint',
      'shows a certificate of an authority that may sign for another domain only',
      "a department's authority used outside it",
      'tls/name-constraint',
    ],
    ({ now, root: top }) => [
      authority(now, top, 'Practice Department CA', {
        extensions: [basicConstraints(true), keyUsage('authority'), permittedDomain('other.example')],
      }),
    ],
  ),
  end(
    [
      'tls-critical-extension',
      'shows a certificate with a critical extension that nobody knows',
      'a certificate of a closed system',
      'tls/critical-ext',
    ],
    () => ({ extensions: serverExtensions(named, unknownCritical) }),
  ),
];

const signatures: readonly TlsFault[] = [
  end(
    [
      'tls-forged',
      'shows a certificate that another key signed in the name of its issuer',
      'a forged certificate; an authority that renewed its key, the old certificate sent along',
      'tls/bad-signature',
    ],
    () => ({ signedBy: keyPair('forger') }),
  ),
  end(
    [
      'tls-signature-spoilt',
      'shows a certificate with a wrong byte in its signature',
      'a damaged file',
      'tls/bad-signature',
    ],
    () => ({ spoilt: true }),
  ),
  ...(['sha1', 'md5'] as const).map((digest) =>
    tlsFault(
      [
        `tls-${digest}`,
        `shows a certificate signed with ${digest === 'sha1' ? 'SHA-1' : 'MD5'}`,
        'an authority that nobody has touched for years',
        'tls/weak-signature',
      ],
      tlsServer((world) => {
        const issuer = oldAuthority(world);
        return { ...shows(leaf(world.now, issuer, named, { digest }), issuer), ...anyStrength };
      }),
    ),
  ),
  ...(['rsa-1024', 'rsa-512'] as const).map((kind) =>
    end(
      [
        `tls-${kind}`,
        `shows a certificate whose key has ${kind.slice('rsa-'.length)} bits`,
        'an old appliance',
        'tls/weak-key',
      ],
      () => ({ keys: keyPair('server', kind) }),
      {},
      // With 512 bits there is no room for the signatures of TLS 1.3.
      { maxVersion: 'TLSv1.2' },
    ),
  ),
];

function oldAuthority({ now, root: top }: World): Certified {
  return authority(now, top, 'Practice Old CA', { keys: keyPair('old authority', 'rsa-2048') });
}

const oddities: readonly TlsFault[] = [
  ...(['rsa-2048', 'p384', 'ed25519'] as const).map((kind) =>
    end([`tls-key-${kind}`, `shows a certificate with a key of kind ${kind}`, 'a server that is well', null], () => ({
      keys: keyPair('server', kind),
    })),
  ),
  end(
    ['tls-ten-years', 'shows a certificate that is valid for more than ten years', 'a private authority', null],
    ({ now }) => eras.long(now),
  ),
  end(['tls-serial-negative', 'shows a certificate with a negative serial number', 'a broken tool', null], () => ({
    serial: -0x1234_5678n,
  })),
  end(['tls-serial-long', 'shows a certificate with a serial number of 40 bytes', 'a broken tool', null], () => ({
    serial: 1n << 318n,
  })),
  end(['tls-many-names', 'shows a certificate for a thousand names', 'a content network', null], () => ({
    names: [...Array.from({ length: 999 }, (_, i) => `s${i}.other.example`), practiceName],
  })),
];

/** What one certificate says. */
export const certificateFaults: readonly TlsFault[] = [...dates, ...names, ...uses, ...signatures, ...oddities];

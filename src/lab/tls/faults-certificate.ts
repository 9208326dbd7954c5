import { practiceName } from '../dns/faults.ts';
import type { Certified } from '../pki/certificate.ts';
import {
  alternativeNames,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  permittedDomain,
  unknownCritical,
} from '../pki/extensions.ts';
import { authority, eras, leaf, serverExtensions } from '../pki/issue.ts';
import { keyPair } from '../pki/keys.ts';
import { tlsFault, type TlsFault } from './fault.ts';
import { above, anyStrength, end, named } from './issued.ts';
import { tlsServer } from './serve.ts';
import { shows, type World } from './world.ts';

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

/** What certificates are for, how they are signed, and with which keys. */
export const certificateFaults: readonly TlsFault[] = [...uses, ...signatures, ...oddities];

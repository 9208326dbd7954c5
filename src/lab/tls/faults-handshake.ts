import { createDiffieHellmanGroup } from 'node:crypto';
import type { TlsOptions } from 'node:tls';
import { practiceName } from '../dns/faults.ts';
import { pem } from '../pki/certificate.ts';
import { integer, sequence } from '../pki/der.ts';
import { leaf } from '../pki/issue.ts';
import { keyPair } from '../pki/keys.ts';
import { tlsFault, type TlsFault, type TlsRow } from './fault.ts';
import { rightly, tlsServer } from './serve.ts';
import { shows, type World } from './world.ts';

const anyStrength = ':@SECLEVEL=0';

/** The right certificates, and a server that speaks in this way. */
function speaks(row: TlsRow, options: TlsOptions, settings = {}): TlsFault {
  return tlsFault(
    row,
    tlsServer((world) => ({ ...rightly(world), ...options }), settings),
  );
}

/** The same with a key of RSA, for what does not exist with another. */
function speaksRsa(row: TlsRow, options: () => TlsOptions): TlsFault {
  return tlsFault(
    row,
    tlsServer((world) => ({ ...rsaChain(world), ...options() })),
  );
}

function rsaChain({ now, middle }: World): TlsOptions {
  return shows(leaf(now, middle, [practiceName], { keys: keyPair('server', 'rsa-2048') }), middle);
}

const versions: readonly TlsFault[] = [
  speaks(
    [
      'tls-version-11',
      'speaks TLS 1.0 and 1.1 only',
      'a server that nobody has touched for years',
      'tls/server-too-old',
    ],
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: `DEFAULT${anyStrength}` },
  ),
  speaks(
    [
      'tls-version-12-wanted-13',
      'speaks TLS 1.2, and the source demands 1.3',
      'a minimum set higher than the provider is',
      'tls/server-too-old',
    ],
    { maxVersion: 'TLSv1.2' },
    { tlsMinimum: '1.3' },
  ),
  speaks(['tls-version-12', 'speaks TLS 1.2 only', 'a server of some years', null], { maxVersion: 'TLSv1.2' }),
  speaks(['tls-version-13', 'speaks TLS 1.3 only', 'a strict server', null], { minVersion: 'TLSv1.3' }),
];

/** A Diffie–Hellman group of 1024 bits (RFC 2409 §6.2), PKCS #3. */
function smallGroup(): string {
  const group = createDiffieHellmanGroup('modp2');
  const number = (bytes: Buffer): Buffer => integer(BigInt(`0x${bytes.toString('hex')}`));
  return pem('DH PARAMETERS', sequence(number(group.getPrime()), number(group.getGenerator())));
}

const ciphers: readonly TlsFault[] = [
  speaksRsa(
    [
      'tls-cipher-camellia',
      'takes only a cipher that clients do not offer',
      'a server set up by a national standard',
      'tls/handshake-refused',
      'tls/no-common-cipher',
    ],
    () => ({ maxVersion: 'TLSv1.2', ciphers: `CAMELLIA128-SHA${anyStrength}` }),
  ),
  speaksRsa(
    [
      'tls-cipher-null',
      'takes only ciphers that do not encrypt',
      'a server set up for tracing and forgotten',
      'tls/handshake-refused',
      'tls/no-common-cipher',
    ],
    () => ({ maxVersion: 'TLSv1.2', ciphers: `NULL-SHA256${anyStrength}` }),
  ),
  speaksRsa(['tls-cipher-static-rsa', 'takes only a cipher without forward secrecy', 'an old balancer', null], () => ({
    maxVersion: 'TLSv1.2',
    ciphers: `AES128-SHA${anyStrength}`,
  })),
  speaksRsa(['tls-dh-small', 'agrees on keys in a group of 1024 bits', 'an old Java server', 'tls/weak-key'], () => ({
    maxVersion: 'TLSv1.2',
    ciphers: `DHE-RSA-AES128-GCM-SHA256${anyStrength}`,
    dhparam: smallGroup(),
  })),
  speaks(
    [
      'tls-group-strange',
      'takes only a curve that clients do not offer',
      'a server set up by a national standard',
      'tls/handshake-refused',
      'tls/no-common-group',
    ],
    { maxVersion: 'TLSv1.2', ecdhCurve: 'brainpoolP256r1' },
  ),
  speaks(['tls-group-p521', 'takes only the curve P-521', 'a strict server', null], { ecdhCurve: 'P-521' }),
];

const extensions: readonly TlsFault[] = [
  speaks(['tls-alpn-spdy', 'speaks a protocol of its own only', 'a server that is not for the web', 'tls/alpn'], {
    ALPNProtocols: ['spdy/9'],
  }),
  speaks(['tls-alpn-h2', 'speaks HTTP/2 only', 'a modern service without HTTP/1.1', 'tls/alpn'], {
    ALPNProtocols: ['h2'],
  }),
  speaks(
    [
      'tls-name-cut',
      'hangs up upon a name that it does not know',
      'a balancer without a default server',
      'tls/peer-cuts',
    ],
    { SNICallback: (_name, done) => done(new Error('no such name')) },
  ),
];

/** What both ends have to agree on. */
export const handshakeFaults: readonly TlsFault[] = [...versions, ...ciphers, ...extensions];

import { practiceName } from '../dns/faults.ts';
import { pemOf, type Certified } from '../pki/certificate.ts';
import { authority, eras, leaf, root, serverExtensions } from '../pki/issue.ts';
import { tlsFault, type TlsFault } from './fault.ts';
import { above, end, named } from './issued.ts';
import { tlsServer } from './serve.ts';
import { shows } from './world.ts';

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

/** When certificates are valid, and for which names. */
export const validityFaults: readonly TlsFault[] = [...dates, ...names];

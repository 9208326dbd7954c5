import type { Evidence } from '../../base/failure.ts';
import { practiceName } from '../dns/faults.ts';
import { pemOf, type Certified } from '../pki/certificate.ts';
import { issuerAt } from '../pki/extensions.ts';
import { authority, eras, leaf, root, serverExtensions } from '../pki/issue.ts';
import { keyPair } from '../pki/keys.ts';
import { tlsFault, type TlsFault, type TlsRow } from './fault.ts';
import { tlsServer } from './serve.ts';
import { shows, type World } from './world.ts';

type Chain = readonly [Certified, ...Certified[]];

/** A chain that is shown, and what the source is told besides. */
function chain(row: TlsRow, shown: (world: World) => Chain, settings?: (world: World) => Evidence): TlsFault {
  return tlsFault(
    row,
    tlsServer((world) => ({ ...shows(...shown(world)) }), settings),
  );
}

const named = [practiceName] as const;

/** Somebody else's authority, its root and what stands beneath it. */
function strange({ now }: World): { readonly top: Certified; readonly middle: Certified; readonly end: Certified } {
  const top = root(now, 'Stranger Root', { subject: { o: 'Stranger', cn: 'Stranger Root' } });
  const middle = authority(now, top, 'Stranger Issuing CA', { subject: { o: 'Stranger', cn: 'Stranger Issuing CA' } });
  return { top, middle, end: leaf(now, middle, named) };
}

const trust: readonly TlsFault[] = [
  chain(['tls-good', 'shows the right certificates', 'a server that is well', null], ({ leaf: end, middle }) => [
    end,
    middle,
  ]),
  chain(
    ['tls-self-signed', 'shows a certificate that signs itself', 'a server as it was installed', 'tls/self-signed'],
    ({ now, root: top }) => [leaf(now, { ...top, subject: { cn: practiceName }, keys: keyPair('server') }, named)],
  ),
  chain(
    [
      'tls-unknown-root-sent',
      'shows a chain up to a root that is not trusted',
      'a private authority',
      'tls/unknown-root',
    ],
    (world) => {
      const { end, middle, top } = strange(world);
      return [end, middle, top];
    },
  ),
  chain(
    ['tls-unknown-root', 'shows a chain beneath a root that is not trusted', 'a private authority', 'tls/unknown-root'],
    (world) => [strange(world).end, strange(world).middle],
  ),
  chain(
    [
      'tls-private-authority',
      'shows the right certificates to a source that was not told of their authority',
      'an authority of the company, in the browsers and nowhere else',
      'tls/unknown-root',
    ],
    ({ leaf: end, middle }) => [end, middle],
    () => ({ ca: null }),
  ),
  chain(
    [
      'tls-missing-intermediate',
      'leaves out the issuer of its certificate, and says where it is to be had',
      'a server set up with one file instead of the chain; browsers fetch the rest',
      'tls/missing-intermediate',
    ],
    ({ now, middle }) => [
      leaf(now, middle, named, {
        extensions: serverExtensions(named, issuerAt('http://pki.practice.example/issuing-ca.cer')),
      }),
    ],
  ),
  chain(
    [
      'tls-missing-intermediate-unsaid',
      'leaves out the issuer of its certificate, and does not say where it is to be had',
      'a private authority with an intermediate that nobody sends',
      'tls/missing-intermediate',
    ],
    ({ leaf: end }) => [end],
  ),
  chain(
    [
      'tls-wrong-intermediate',
      'sends along an intermediate that has nothing to do with its certificate',
      'a certificate renewed beneath another authority, the old chain file left in place',
      'tls/missing-intermediate',
      'tls/wrong-intermediate',
    ],
    (world) => [world.leaf, strange(world).middle],
  ),
  chain(
    [
      'tls-chain-reversed',
      'sends its chain in the wrong order, with the root',
      'a chain file put together by hand',
      null,
    ],
    ({ leaf: end, middle, root: top }) => [end, top, middle],
  ),
  chain(
    [
      'tls-cross-signed',
      'sends an intermediate that an expired root vouches for, and another that the trusted root vouches for',
      'an old chain kept for old devices, as in September 2021',
      null,
    ],
    ({ now, leaf: end, root: top, middle }) => {
      const old = root(now, 'Practice Old Root', eras.past(now));
      const crossed = authority(now, old, 'Practice Root', { keys: top.keys, ...eras.past(now) });
      return [end, middle, crossed];
    },
  ),
  chain(
    [
      'tls-cross-signed-old-root',
      'ends at a root that has expired, and the source knows no other',
      'a list of authorities that was not renewed in time',
      'tls/expired-intermediate',
      'tls/expired-root-here',
    ],
    ({ leaf: end, middle }) => [end, middle],
    ({ now, root: top }) => ({
      ca: pemOf(root(now, 'Practice Root', { keys: top.keys, ...eras.past(now) })),
    }),
  ),
  chain(
    [
      'tls-only-intermediate-trusted',
      'shows the right certificates to a source that was given the intermediate in place of the root',
      'the wrong one of two files imported',
      'config/ca-only-intermediate',
    ],
    ({ leaf: end, middle }) => [end, middle],
    ({ middle }) => ({ ca: pemOf(middle) }),
  ),
  ...(
    [
      ['long', 100, [null]],
      ['endless', 150, ['tls/unknown-root', 'tls/path-length']],
      ['huge', 400, ['tls/path-length']],
    ] as const
  ).map(([id, links, ends]) =>
    chain(
      [
        `tls-chain-${id}`,
        `sends ${links} intermediates, each beneath the next`,
        'a server made to wear its clients out',
        ...ends,
      ],
      ({ now, root: top }) => {
        const line: Certified[] = [];
        for (let i = 0; i < links; i += 1) line.unshift(authority(now, line[0] ?? top, `Practice Link ${i}`));
        return [leaf(now, line[0] ?? top, named), ...line];
      },
    ),
  ),
];

const products = [
  ['fortigate', { o: 'Fortinet', cn: 'FortiGate CA SSL Inspection' }],
  ['palo-alto', { o: 'Palo Alto Networks', cn: 'Palo Alto Forward Trust' }],
  ['zscaler', { o: 'Zscaler Inc.', cn: 'Zscaler Root CA' }],
  ['somansa', { o: 'SOMANSA', cn: 'Somansa Root CA' }],
  ['secui', { o: 'SECUI', cn: 'SECUI MF2 SSL Inspection' }],
] as const;

const inspection: readonly TlsFault[] = products.flatMap(([product, name]) => {
  const shown = ({ now }: World): [Certified, Certified] => {
    const top = root(now, name.cn, { subject: name });
    return [leaf(now, top, named), top];
  };
  const row = (id: string, what: string): TlsRow => [
    `tls-inspection-${product}${id}`,
    `shows a certificate made on the way by ${name.cn}, ${what}`,
    'a firewall that opens TLS to look inside',
    'tls/inspection',
  ];
  return [
    chain(row('', 'its authority sent along'), shown),
    ...(product === 'fortigate' ? [chain(row('-alone', 'its authority left out'), (world) => [shown(world)[0]])] : []),
  ];
});

/** Whom a chain of certificates leads to. */
export const chainFaults: readonly TlsFault[] = [...trust, ...inspection];

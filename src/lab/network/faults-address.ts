import { row, type NetworkFault } from './fault.ts';
import { far } from './site.ts';

/** The first packet of each connection is lost, so that connecting takes a second. */
function slow(port: number): readonly string[] {
  return [
    `tcp dport ${port} tcp flags & (syn | ack) == syn tcp sport != @seen${port} add @seen${port} { tcp sport } drop`,
  ];
}

function slowSet(port: number): string {
  return `set seen${port} { type inet_service; flags timeout, dynamic; timeout 30s; }`;
}

/** Several addresses of one name, of which not all serve, or not soon. */
export const familyFaults: readonly NetworkFault[] = [
  row(['net-slow', 'takes a second to connect', 'a satellite link', null, null, 4431], {
    farIn: [slowSet(4431), ...slow(4431)],
  }),
  row(['net-slow-both', 'takes a second to connect, over IPv6 and over IPv4', 'a satellite link', null, null, 4432], {
    host: 'slow-both.practice.example',
    addresses: [far.v6, far.v4],
    farIn: [slowSet(4432), ...slow(4432)],
  }),
  row(['net-slow-two', 'takes a second to connect, at two addresses', 'a satellite link', null, null, 4433], {
    host: 'slow-two.practice.example',
    addresses: [far.v4, far.second],
    farIn: [slowSet(4433), ...slow(4433)],
  }),
  row(
    [
      'net-slow-ipv6-no-route',
      'takes a second over IPv4 and has no way over IPv6',
      'a satellite link',
      null,
      null,
      4434,
    ],
    {
      warns: 'tcp/v6-broken',
      host: 'slow-six.practice.example',
      addresses: [far.v4, '2001:db8:dead::1'],
      farIn: [slowSet(4434), ...slow(4434)],
    },
  ),
  row(
    [
      'net-slow-second-no-route',
      'takes a second at one address and has no way to the other',
      'a satellite link',
      null,
      null,
      4435,
    ],
    {
      host: 'slow-dead.practice.example',
      addresses: [far.v4, '192.0.2.78'],
      farIn: [slowSet(4435), ...slow(4435)],
    },
  ),
  row(
    ['net-ipv6-dead', 'has nobody at its IPv6 address, and serves over IPv4', 'a stale AAAA record', null, null, 4436],
    {
      host: 'six-dead.practice.example',
      addresses: ['2001:db8:1::dead', far.v4],
    },
  ),
  row(
    [
      'net-ipv6-dropped',
      'drops IPv6 and serves over IPv4',
      'a firewall that was set up for IPv4 alone',
      null,
      null,
      4437,
    ],
    {
      host: 'six-dropped.practice.example',
      addresses: [far.v6, far.v4],
      farIn: ['ip6 daddr 2001:db8:1::2 tcp dport 4437 drop'],
    },
  ),
  row(['net-ipv4-dropped', 'drops IPv4 and serves over IPv6', 'an IPv4 address that moved', null, null, 4438], {
    host: 'four-dropped.practice.example',
    addresses: [far.v4, far.v6],
    farIn: ['ip daddr 198.51.100.2 tcp dport 4438 drop'],
  }),
  row(
    [
      'net-ipv6-only',
      'has an IPv6 address alone, and this host no IPv6',
      'a provider ahead of its customers',
      'tcp/v6-only-no-v6',
      null,
      4439,
    ],
    {
      host: 'six-only.practice.example',
      addresses: ['2001:db8:dead::1'],
    },
  ),
  row(
    [
      'net-addresses-differ',
      'refuses at one address and is silent at the other',
      'two data centres, each in trouble of its own',
      'tcp/all-addresses-fail',
      null,
      4441,
    ],
    {
      closed: true,
      host: 'differ.practice.example',
      addresses: [far.v4, '203.0.113.7'],
      far: ['ip route add blackhole 203.0.113.7/32'],
    },
  ),
  row(
    [
      'net-all-silent',
      'is silent at every address, IPv6 and IPv4',
      'a data centre that is cut off',
      'tcp/timeout',
      'tcp/path-silent',
      4440,
    ],
    {
      host: 'all-silent.practice.example',
      addresses: ['203.0.113.5', '203.0.113.6'],
      far: ['ip route add blackhole 203.0.113.5/32', 'ip route add blackhole 203.0.113.6/32'],
    },
  ),
];

/** No way to whoever knows the name. */
export const nameServerFaults: readonly NetworkFault[] = [
  row(
    [
      'net-resolver-down',
      'has a name that only a resolver knows which is off',
      'a resolver that is off',
      'dns/timeout',
      'dns/resolver-unreachable',
      4451,
    ],
    {
      host: 'feed.practice.example',
      dns: '198.51.100.8',
    },
  ),
  row(
    [
      'net-resolver-no-route',
      'has a name that only a resolver knows to which there is no way',
      'a VPN that is down',
      'dns/resolver-down',
      'dns/resolver-unreachable',
      4452,
    ],
    {
      host: 'feed.practice.example',
      dns: '192.0.2.53',
    },
  ),
  row(
    [
      'net-resolv-conf-empty',
      'has a name, and this host no resolver',
      'a resolv.conf that something emptied',
      'dns/resolv-conf-empty',
      null,
      4453,
    ],
    {
      host: 'feed.practice.example',
      near: [': > /mnt/resolv.conf', 'mount --bind /mnt/resolv.conf /etc/resolv.conf'],
      alone: true,
    },
  ),
];

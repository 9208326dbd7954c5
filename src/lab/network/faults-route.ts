import { row, type NetworkFault } from './fault.ts';
import { far } from './site.ts';

/** What routing tables and interfaces do, of this host and of others. */
export const routeFaults: readonly NetworkFault[] = [
  row(
    [
      'net-no-route',
      'is in a network that this host has no route to',
      'a missing default route',
      'tcp/no-route',
      null,
      4411,
    ],
    {
      host: '192.0.2.77',
    },
  ),
  row(
    [
      'net-route-unreachable',
      'is "unreachable" in our routing table',
      'a routing daemon on this host',
      'tcp/no-route',
      null,
      4412,
    ],
    {
      host: '192.0.2.1',
      near: ['ip route add unreachable 192.0.2.1/32'],
    },
  ),
  row(
    [
      'net-route-prohibit',
      'is "prohibit" in our routing table',
      'a policy of this host',
      'tcp/local-policy',
      null,
      4413,
    ],
    {
      host: '192.0.2.2',
      near: ['ip route add prohibit 192.0.2.2/32'],
    },
  ),
  row(
    [
      'net-route-blackhole',
      'is "blackhole" in our routing table',
      'a policy of this host',
      'tcp/local-policy',
      null,
      4414,
    ],
    {
      host: '192.0.2.3',
      near: ['ip route add blackhole 192.0.2.3/32'],
    },
  ),
  row(
    [
      'net-router-unreachable',
      'is unreachable, says a router',
      'a host that is off, behind a router',
      'tcp/host-unreachable',
      'tcp/admin-prohibited',
      4415,
    ],
    { host: '203.0.113.2', router: ['ip daddr 203.0.113.2 reject with icmp host-unreachable'] },
  ),
  row(
    [
      'net-router-prohibited',
      'is prohibited, says a router',
      'an access list on a router',
      'tcp/host-unreachable',
      'tcp/admin-prohibited',
      4416,
    ],
    { host: '203.0.113.3', router: ['ip daddr 203.0.113.3 reject with icmp host-prohibited'] },
  ),
  row(
    ['net-router-no-route', 'is in no network that the router knows', 'a broken uplink', 'tcp/no-route', null, 4417],
    {
      host: '203.0.113.4',
      router: ['ip daddr 203.0.113.4 reject with icmp net-unreachable'],
    },
  ),
  row(
    [
      'net-link-down',
      'cannot be reached, the cable being out',
      'an interface that is down',
      'tcp/no-route',
      null,
      4418,
    ],
    {
      near: ['ip link set lab0 down'],
      alone: true,
    },
  ),
  row(
    [
      'net-ports-used-up',
      'cannot be called, no local port being free',
      'a host with too many connections',
      'host/no-local-ports',
      null,
      4419,
    ],
    {
      near: [
        'echo "40000 40001" > /proc/sys/net/ipv4/ip_local_port_range',
        'echo 40000-40001 > /proc/sys/net/ipv4/ip_local_reserved_ports',
      ],
      alone: true,
    },
  ),
];

/** What befalls a connection that has opened. */
export const lineFaults: readonly NetworkFault[] = [
  row(
    [
      'net-cut-after-handshake',
      'drops every packet that carries something',
      'a firewall that reads along',
      'http/slow-server',
      null,
      4421,
    ],
    { farIn: ['tcp dport 4421 meta length > 100 drop'] },
  ),
  row(
    ['net-cut-in-body', 'drops everything after 4 kB of an answer', 'a path that breaks', 'http/stalled', null, 4422],
    {
      far: ['echo 1 > /proc/sys/net/netfilter/nf_conntrack_acct'],
      farOut: ['tcp sport 4422 ct reply bytes > 4000 drop'],
    },
  ),
  row(
    [
      'net-mtu-blackhole',
      'drops every packet of more than 900 bytes from the server',
      'a tunnel on the way that loses "fragmentation needed"',
      'tls/timeout',
      'tls/mtu-blackhole',
      4423,
    ],
    {
      https: true,
      host: 'mtu.practice.example',
      addresses: [far.v4],
      farOut: ['tcp sport 4423 meta length > 900 drop'],
    },
  ),
  row(['net-loss', 'loses every fifth packet', 'a bad line', null, null, 4424], {
    farIn: ['tcp dport 4424 numgen inc mod 5 == 4 drop'],
    farOut: ['tcp sport 4424 numgen inc mod 5 == 4 drop'],
  }),
  row(
    [
      'net-loss-all',
      'loses every packet of the line, both ways',
      'a line that is dead',
      'tcp/timeout',
      'tcp/path-silent',
      4425,
    ],
    {
      host: '198.51.100.5',
      far: ['ip addr add 198.51.100.5/24 dev lab1'],
      farIn: ['ip daddr 198.51.100.5 drop'],
      farOut: ['ip saddr 198.51.100.5 drop'],
    },
  ),
];

import { row, type NetworkFault } from './fault.ts';
import { far } from './site.ts';

/** A packet filter on the far side answers with an ICMP error, or with a reset. */
const rejections = (
  [
    ['port', 'icmp port-unreachable', 'tcp/refused', null],
    ['host', 'icmp host-unreachable', 'tcp/host-unreachable', 'tcp/admin-prohibited'],
    ['net', 'icmp net-unreachable', 'tcp/no-route', null],
    ['admin', 'icmp admin-prohibited', 'tcp/host-unreachable', 'tcp/admin-prohibited'],
    ['host-prohibited', 'icmp host-prohibited', 'tcp/host-unreachable', 'tcp/admin-prohibited'],
    ['net-prohibited', 'icmp net-prohibited', 'tcp/no-route', null],
    ['protocol', 'icmp prot-unreachable', 'tcp/host-unreachable', 'tcp/admin-prohibited'],
    ['reset', 'tcp reset', 'tcp/refused', null],
  ] as const
).map(([name, how, expects, finds], i) => {
  const port = 4501 + i;
  return row(
    [`net-reject-${name}`, `answers "${how}" to every packet`, 'a firewall at the provider', expects, finds, port],
    {
      farIn: [`tcp dport ${port} reject with ${how}`],
    },
  );
});

const dropped: readonly NetworkFault[] = [
  row(['net-refused', 'has nothing that listens on the port', 'a server that was stopped', 'tcp/refused', null, 4401], {
    closed: true,
  }),
  row(
    [
      'net-port-dropped',
      'drops what comes to the port',
      'a firewall at the provider',
      'tcp/timeout',
      'tcp/port-filtered',
      4402,
    ],
    { farIn: ['tcp dport 4402 drop'] },
  ),
  row(
    [
      'net-host-silent',
      'drops whatever comes, to any port',
      'a host or a path that is dead',
      'tcp/timeout',
      'tcp/path-silent',
      4403,
    ],
    { host: '198.51.100.4', far: ['ip addr add 198.51.100.4/24 dev lab1'], farIn: ['ip daddr 198.51.100.4 drop'] },
  ),
  row(
    [
      'net-router-drops',
      'loses every packet at a router',
      'a routing mistake on the way',
      'tcp/timeout',
      'tcp/path-silent',
      4404,
    ],
    { host: '203.0.113.1', far: ['ip route add blackhole 203.0.113.1/32'] },
  ),
  row(
    [
      'net-egress-dropped',
      'drops the port on the way out, to whomever',
      'our own firewall',
      'tcp/timeout',
      'tcp/egress-blocked',
      4405,
    ],
    { nearOut: ['tcp dport 4405 drop'], canary: far.second },
  ),
  row(
    [
      'net-egress-rejected',
      'rejects the port on the way out',
      'our own firewall',
      'tcp/refused',
      'tcp/rejected-by-firewall',
      4406,
    ],
    { nearOut: ['tcp dport 4406 reject'], canary: far.second },
  ),
  row(
    [
      'net-egress-reset',
      'resets connections to the port on the way out',
      'our own firewall',
      'tcp/refused',
      'tcp/rejected-by-firewall',
      4407,
    ],
    { nearOut: ['tcp dport 4407 reject with tcp reset'], canary: far.second },
  ),
  row(
    [
      'net-egress-prohibited',
      'answers "administratively prohibited" on the way out',
      'our own firewall',
      'tcp/host-unreachable',
      'tcp/admin-prohibited',
      4408,
    ],
    { nearOut: ['tcp dport 4408 reject with icmpx admin-prohibited'] },
  ),
  row(
    [
      'net-host-down',
      'has nobody at the address, in the same network',
      'a host that is off',
      'tcp/host-unreachable',
      'tcp/host-down-lan',
      4409,
    ],
    { host: '198.51.100.9' },
  ),
];

/** The way to the proxy, not to the server. */
const proxies: readonly NetworkFault[] = [
  row(
    [
      'net-proxy-dropped',
      'has a proxy before it, and what comes to the port of that is dropped',
      'a firewall before the proxy',
      'proxy/timeout',
      null,
      4461,
    ],
    { closed: true, proxy: { host: far.v4, port: 4462 }, farIn: ['tcp dport 4462 drop'] },
  ),
  row(
    [
      'net-proxy-no-route',
      'has a proxy before it to which there is no way',
      'a VPN that is down',
      'proxy/unreachable',
      null,
      4463,
    ],
    { closed: true, proxy: { host: '192.0.2.79', port: 3128 } },
  ),
];

/** What packet filters and silence do. */
export const firewallFaults: readonly NetworkFault[] = [...dropped, ...rejections, ...proxies];

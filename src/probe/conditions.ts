import type { Code, Condition } from '../base/failure.ts';

const dns = { stage: 'dns', fault: 'network', retry: 'soon' } as const;
const tcp = { stage: 'tcp', fault: 'network', retry: 'soon' } as const;
const tls = { stage: 'tls', fault: 'operator', retry: 'after-change' } as const;
const http = { stage: 'http', fault: 'operator', retry: 'after-change' } as const;
const auth = { stage: 'auth', fault: 'operator', retry: 'after-change' } as const;

/** What only asking again can tell; what the first attempt tells by itself stands in the tables of net, taxii and xml. */
export const probeConditions = {
  'host/clock': { ...tls, fault: 'host', title: 'the clock of this host is wrong' },
  'dns/resolver-unreachable': { ...dns, title: 'there is no way to the resolver' },
  'dns/tcp-blocked': { ...dns, title: 'DNS over TCP is blocked', retry: 'after-change' },
  'tcp/rejected-by-firewall': { ...tcp, title: 'a firewall rejects the port' },
  'tcp/port-filtered': { ...tcp, title: 'the host answers, but not on this port' },
  'tcp/egress-blocked': { ...tcp, title: 'this site drops the port to everyone', retry: 'after-change' },
  'tcp/host-down-lan': { ...tcp, title: 'a host of the local network is off', fault: 'source' },
  'tcp/path-silent': { ...tcp, title: 'neither the host nor the way to it answers' },
  'tcp/proxy-required': {
    ...tcp,
    title: 'the internet is reachable only through the proxy',
    fault: 'operator',
    retry: 'after-change',
  },
  'tcp/admin-prohibited': { ...tcp, title: 'a router says that the connection is prohibited', retry: 'after-change' },
  'proxy/no-proxy-missed': {
    stage: 'proxy',
    title: 'an internal host is asked for through the proxy',
    fault: 'operator',
    retry: 'after-change',
  },
  'tls/in-os-store-only': { ...tls, title: 'the root is trusted by this host but not for this source' },
  'tls/no-common-group': { ...tls, title: 'no key exchange group in common', fault: 'source' },
  'tls/wrong-intermediate': { ...tls, title: 'the server sends the wrong intermediate certificate', fault: 'source' },
  'tls/expired-root-here': { ...tls, title: 'the root in our own list has expired' },
  'tls/default-vhost': { ...tls, title: 'the server does not know the name and shows its default certificate' },
  'tls/plain-http-waits': { ...tls, title: 'the port speaks plain HTTP and waits' },
  'tls/sni-filter': { ...tls, title: 'a firewall filters by the name in the TLS greeting', fault: 'network' },
  'tls/13-intolerant': { ...tls, title: 'something on the way does not bear TLS 1.3', fault: 'network' },
  'tls/mtu-blackhole': { ...tls, title: 'the path drops big packets', fault: 'network' },
  'http/404-path': { ...http, title: 'the poll service is at another path (404)' },
  'http/405-slash': { ...http, title: 'the path lacks its final slash (405)' },
  'http/401-not-needed': { ...auth, title: 'the feed is open, and the credentials stand in the way' },
  'http/403-not-entitled': { ...auth, title: 'the subscription does not include the collection (403)' },
} as const satisfies Record<Code, Condition>;
